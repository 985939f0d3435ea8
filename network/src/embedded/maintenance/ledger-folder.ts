import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';

/** The folder of the block files, below a node's data directory or a backup. */
export function blocksFolder(dataDirectory: string): string {
  return join(dataDirectory, 'ledger', 'blocks');
}

export function segmentName(segment: number): string {
  return `blocks-${String(segment).padStart(6, '0')}`;
}

/** Bytes of each block file, by its number. A gap is 0 bytes long. */
export async function segmentSizes(dataDirectory: string): Promise<number[]> {
  const folder = blocksFolder(dataDirectory);
  const sizes: (number | undefined)[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (/^blocks-\d{6}$/.test(name)) {
      sizes[Number(name.slice(7))] = (await stat(join(folder, name))).size;
    }
  }
  return Array.from(sizes, (size) => size ?? 0);
}

/** @throws QuanchengError EMBEDDED_LEDGER_MISSING if there are no block files */
export async function assertLedger(dataDirectory: string): Promise<void> {
  if ((await segmentSizes(dataDirectory)).length === 0) {
    throw new QuanchengError('EMBEDDED_LEDGER_MISSING', `${blocksFolder(dataDirectory)} holds no blocks`);
  }
}
