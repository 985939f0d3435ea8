import { unwatchFile, watchFile } from 'node:fs';
import type { RunningGateway } from '@quancheng/gateway';
import { isQuanchengError } from '@quancheng/protocol';
import { readWholeFile } from '@quancheng/sdk/node';
import { print, remark } from '../output/print.js';

/** Milliseconds. By asking, since a file that is renamed into place is another one to those who are told. */
const INTERVAL = 1_000;

/**
 * Has a running gateway serve the file's new contents when they are a successor of what it serves. What isn't one is said,
 * and the present root stays.
 * @returns ends it
 */
export function watchTrustRoot(path: string, gateway: RunningGateway): () => void {
  const reread = async (): Promise<void> => {
    try {
      const { sequence } = await gateway.replaceTrustRoot(await readWholeFile(path));
      print(`Trust root 信任根: ${sequence}`);
    } catch (error) {
      if (!isQuanchengError(error)) throw error;
      remark(`The trust root stays as it is 信任根未更换: ${error.message}`);
    }
  };
  watchFile(path, { interval: INTERVAL }, () => void reread());
  return () => unwatchFile(path);
}
