import type { LedgerProgressListener } from '@quancheng/network';
import { newProgressBar } from './progress-bar.js';

const mebibyte = 2 ** 20;

/** Runs work on a ledger's block files with a bar that shows how much of them is done. */
export async function withLedgerProgress<T>(
  work: (onProgress: LedgerProgressListener) => Promise<T>,
): Promise<T> {
  const bar = newProgressBar('MiB');
  try {
    return await work(({ bytes, totalBytes }) => {
      bar.update(Math.round(bytes / mebibyte), Math.round(totalBytes / mebibyte));
    });
  } finally {
    bar.stop();
  }
}
