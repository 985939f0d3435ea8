import { newProgram } from 'quancheng';
import { isQuanchengError } from '@quancheng/protocol';

/** What a command printed, and the code with which it failed. */
export interface HereOutcome {
  readonly output: string;
  readonly code: string | undefined;
}

/** Runs a command in this process, which costs no start; paths must be absolute. */
export async function runHere(home: string, words: readonly string[]): Promise<HereOutcome> {
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  const before = process.env['QUANCHENG_HOME'];
  let output = '';
  process.env['QUANCHENG_HOME'] = home;
  stdout.write = (text: string | Uint8Array) => {
    output += String(text);
    return true;
  };
  try {
    await newProgram().parseAsync([...words], { from: 'user' });
    return { output, code: undefined };
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    return { output, code: error.code };
  } finally {
    stdout.write = write;
    if (before === undefined) delete process.env['QUANCHENG_HOME'];
    else process.env['QUANCHENG_HOME'] = before;
  }
}
