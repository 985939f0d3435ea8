import { isQuanchengError, type Envelope } from '@quancheng/protocol';
import { openPromise } from '@quancheng/sdk';
import type { TrustRoot } from '@quancheng/verifier';
import type { Findings } from '../alarms.js';
import type { WatchFiles } from '../state/watch-files.js';
import { newPromiseFinder } from './find-promises.js';
import { openFolderTimes } from './folder-times.js';
import type { PromiseStore } from './promise-store.js';

/** Takes promises over from the folders in which others keep them. */
export interface PromiseCollector {
  /** All that is new is on the medium when it returns. */
  collect(root: TrustRoot): Promise<void>;
}

interface Settings {
  readonly directory: string;
  readonly files: WatchFiles;
  readonly promiseFolders: readonly string[];
}

/** @throws WATCH_STATE_DAMAGED */
export async function openPromiseCollector(
  { directory, files, promiseFolders }: Settings,
  findings: Findings,
  promises: PromiseStore,
): Promise<PromiseCollector> {
  const times = await openFolderTimes(directory, files);
  const finder = newPromiseFinder();
  return {
    async collect(root) {
      for (const folder of promiseFolders) {
        const found = finder.look(folder, times.of(folder));
        try {
          let next = await found.next();
          for (; next.done !== true; next = await found.next()) {
            const { path, envelope } = next.value;
            if (await isPromise(envelope, path, root, findings)) await promises.add(envelope);
          }
          await times.set(folder, Math.floor(next.value));
        } finally {
          // Closes the folder where the disk was full, say.
          await found.return(0);
        }
      }
    },
  };
}

/** A promise of nobody that the trust root knows proves nothing: that is told. */
async function isPromise(
  envelope: Envelope,
  path: string,
  root: TrustRoot,
  findings: Findings,
): Promise<boolean> {
  try {
    openPromise(envelope, root);
    return true;
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    await findings.raise({ code: 'WATCH_PROMISE_INVALID', subject: path, detail: error.detail });
    return false;
  }
}
