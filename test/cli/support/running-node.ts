import { type Surroundings, spawnCommand } from './command.js';

/** A running `quancheng node start`. */
export interface RunningNode {
  /** What it printed until it listened. */
  readonly output: string;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a chaincode package, on a free port unless told otherwise, and waits until it listens. */
export async function startNode(
  chaincode: string,
  data: string,
  surroundings: Surroundings,
  more: readonly string[] = ['--port', '0', '--name', 'trial'],
): Promise<RunningNode> {
  const words = ['node', 'start', '--chaincode', chaincode, '--data', data, ...more];
  const child = spawnCommand(words, surroundings);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      if (/^Listening [^:]*: \S+$/m.test(output)) resolve();
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.on('close', () => reject(new Error(`it ended before it listened:\n${output}`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { output, stop };
}
