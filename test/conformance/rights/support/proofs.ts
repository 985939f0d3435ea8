import type { Ledger } from '@quancheng/ledger';
import { keyNumber } from './history.js';

const TICKS = ['tick/0', 'tick/1', 'tick/2'];
const PAGE = 60;

/** Endorsed reads: what organisations signed, and all that a stranger gets. */
export type Proofs = readonly Uint8Array[];

/** Of everything that a record ever was. */
export async function proveRecord(ledger: Ledger, record: string): Promise<Proofs> {
  const present = (await ledger.read([record])).values.get(record);
  const superseded = Number(present?.['version'] ?? 1) - 1;
  return await read(ledger, record, numbered(`version/${record}`, superseded));
}

/** Of all entries of a collection. */
export async function proveCollection(ledger: Ledger, collection: string): Promise<Proofs> {
  const key = `collection/${collection}`;
  const head = (await ledger.read([key])).values.get(key);
  return await read(ledger, key, numbered(`entry/${collection}`, head?.['count']));
}

function numbered(prefix: string, count: unknown): string[] {
  return Array.from({ length: Number(count ?? 0) }, (_, index) => `${prefix}/${keyNumber(index + 1)}`);
}

/** Each page repeats the head and the ticks. */
async function read(ledger: Ledger, head: string, keys: readonly string[]): Promise<Proofs> {
  const pages: Uint8Array[] = [];
  for (let from = 0; from < Math.max(keys.length, 1); from += PAGE) {
    const page = [...TICKS, head, ...keys.slice(from, from + PAGE)].sort();
    pages.push((await ledger.endorsedRead(page)).payload);
  }
  return pages;
}
