import { QuanchengError } from '../errors/quancheng-error.js';
import { TILE_WIDTH } from './tile-path.js';

const LENGTH_BYTES = 2;
const MAXIMUM_ENTRY = 65_535;

/** Entries, each behind its length as big-endian uint16 (C2SP tlog-tiles). @throws VALUE_OUT_OF_RANGE */
export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0 || entries.length > TILE_WIDTH) {
    throw new QuanchengError('VALUE_OUT_OF_RANGE', `a bundle has 1 to ${TILE_WIDTH} entries`);
  }
  const size = entries.reduce((sum, entry) => sum + LENGTH_BYTES + entry.length, 0);
  const bundle = new Uint8Array(size);
  let offset = 0;
  for (const entry of entries) {
    if (entry.length > MAXIMUM_ENTRY) throw new QuanchengError('VALUE_OUT_OF_RANGE', 'the entry is too long');
    bundle[offset] = entry.length >> 8;
    bundle[offset + 1] = entry.length & 0xff;
    bundle.set(entry, offset + LENGTH_BYTES);
    offset += LENGTH_BYTES + entry.length;
  }
  return bundle;
}

/** The entries of a bundle: 1 to 256. They are views of the bundle's memory. @throws TILE_MALFORMED */
export function parseEntryBundle(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let offset = 0;
  while (offset < bundle.length) {
    const [high, low] = bundle.subarray(offset, offset + LENGTH_BYTES);
    if (high === undefined || low === undefined) throw malformed('a length is cut off');
    const begin = offset + LENGTH_BYTES;
    offset = begin + high * 256 + low;
    if (offset > bundle.length) throw malformed('an entry is cut off');
    entries.push(bundle.subarray(begin, offset));
  }
  if (entries.length === 0 || entries.length > TILE_WIDTH) throw malformed('not 1 to 256 entries');
  return entries;
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('TILE_MALFORMED', detail);
}
