import type { WatchFiles } from 'quancheng';
import { nodeWatchFiles } from 'quancheng';

/** Thrown where a process would be killed; whatever it does afterwards is not done. */
export class Killed extends Error {}

/** The operating system's files, of a process that is killed at its n-th change of them. */
export interface DyingFiles extends WatchFiles {
  /** How many changes were begun. */
  readonly changes: number;
}

/** A write that is cut off by the kill leaves half of its bytes. */
export function newDyingFiles(n: number): DyingFiles {
  let changes = 0;
  const step = async (change: () => Promise<void>, half?: () => Promise<void>): Promise<void> => {
    changes += 1;
    if (changes < n) return change();
    if (changes === n) await half?.();
    throw new Killed();
  };
  const real = nodeWatchFiles;
  const halfOf = (bytes: Uint8Array) => bytes.subarray(0, Math.floor(bytes.length / 2));
  return {
    ...nodeWatchFiles,
    get changes() {
      return changes;
    },
    write: (path, bytes) =>
      step(
        () => real.write(path, bytes),
        () => real.write(path, halfOf(bytes)),
      ),
    append: (path, bytes) =>
      step(
        () => real.append(path, bytes),
        () => real.append(path, halfOf(bytes)),
      ),
    rename: (from, to) => step(() => real.rename(from, to)),
    remove: (path) => step(() => real.remove(path)),
    makeFolder: (path) => step(() => real.makeFolder(path)),
    syncFolder: (path) => step(() => real.syncFolder(path)),
  };
}
