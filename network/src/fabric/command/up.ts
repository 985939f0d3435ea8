import { fork } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CommandLine } from './network-command.js';
import type { KeeperMessage } from './keep.js';
import { showStatus } from './status.js';

function keeperArguments({ dataDirectory, topologyFile, chaincodePath }: CommandLine): string[] {
  const topology = topologyFile === undefined ? [] : ['--topology', resolve(topologyFile)];
  return ['keep', '--data', resolve(dataDirectory), '--chaincode', resolve(chaincodePath), ...topology];
}

/** Starts a keeper in the background, shows its progress and leaves it running. Returns the exit code. */
export async function up(command: CommandLine, script: string): Promise<number> {
  const logs = join(resolve(command.dataDirectory), 'logs');
  await mkdir(logs, { recursive: true });
  const log = await open(join(logs, 'keeper.log'), 'a', 0o600);
  const keeper = fork(script, keeperArguments(command), {
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  });
  await log.close();
  const failure = await new Promise<string | null>((settle) => {
    keeper.on('message', (message: KeeperMessage) => {
      if ('step' in message) {
        console.log(`… ${message.step}`);
      } else {
        settle('failed' in message ? message.failed : null);
      }
    });
    keeper.once('exit', (code) =>
      settle(`the keeper ended with ${code ?? 'a signal'}; see ${join(logs, 'keeper.log')}`),
    );
  });
  if (failure !== null) {
    console.error(failure);
    return 1;
  }
  keeper.disconnect();
  keeper.unref();
  return await showStatus(command);
}
