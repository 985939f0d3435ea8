import type { LedgerProgressListener } from '@quancheng/network';
import { newProgressBar } from './progress-bar.js';

const kibibyte = 2 ** 10;

/** Runs work on a ledger's block files with a bar that shows how much of them is done. */
export async function withLedgerProgress<T>(
  work: (onProgress: LedgerProgressListener) => Promise<T>,
): Promise<T> {
  const bar = newProgressBar('KiB');
  try {
    return await work(({ bytes, totalBytes }) => {
      bar.update(Math.round(bytes / kibibyte), Math.round(totalBytes / kibibyte));
    });
  } finally {
    bar.stop();
  }
}
