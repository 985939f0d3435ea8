import { QuanchengError } from '../errors/quancheng-error.js';
import { assertCount } from '../merkle/sizes.js';

/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256;
const MAXIMUM_LEVEL = 63;

/** What a C2SP tlog-tiles path names. `width` is 1–256; 256 is a full tile. */
export type TileReference =
  | { readonly kind: 'hashes'; readonly level: number; readonly index: number; readonly width: number }
  | { readonly kind: 'entries'; readonly index: number; readonly width: number };

/** `tile/<L>/<N>[.p/<W>]`, without a leading slash. @throws VALUE_OUT_OF_RANGE */
export function tilePath(level: number, index: number, width = TILE_WIDTH): string {
  assertCount(level, 'level');
  if (level > MAXIMUM_LEVEL)
    throw new QuanchengError('VALUE_OUT_OF_RANGE', `level is above ${MAXIMUM_LEVEL}`);
  return `tile/${level}/${indexPath(index)}${widthSuffix(width)}`;
}

/** `tile/entries/<N>[.p/<W>]`, without a leading slash. @throws VALUE_OUT_OF_RANGE */
export function entryBundlePath(index: number, width = TILE_WIDTH): string {
  return `tile/entries/${indexPath(index)}${widthSuffix(width)}`;
}

/** Parses a path in its one spelling. @throws TILE_MALFORMED */
export function parseTilePath(path: string): TileReference {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  const [, kind, digits, partial] = match ?? [];
  if (kind === undefined || digits === undefined) throw malformed(path);
  const index = Number(digits.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const reference: TileReference =
    kind === 'entries' ? { kind, index, width } : { kind: 'hashes', level: Number(kind), index, width };
  if (!isSpelling(path, reference)) throw malformed(path);
  return reference;
}

/** The path of a reference. @throws VALUE_OUT_OF_RANGE */
export function formatTilePath(reference: TileReference): string {
  if (reference.kind === 'entries') return entryBundlePath(reference.index, reference.width);
  return tilePath(reference.level, reference.index, reference.width);
}

function isSpelling(path: string, reference: TileReference): boolean {
  try {
    return formatTilePath(reference) === path;
  } catch {
    return false;
  }
}

function indexPath(index: number): string {
  assertCount(index, 'index');
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, position) => (position < groups.length - 1 ? `x${group}` : group)).join('/');
}

function widthSuffix(width: number): string {
  assertCount(width, 'width');
  if (width < 1 || width > TILE_WIDTH) {
    throw new QuanchengError('VALUE_OUT_OF_RANGE', `width is not from 1 to ${TILE_WIDTH}`);
  }
  return width === TILE_WIDTH ? '' : `.p/${width}`;
}

function malformed(path: string): QuanchengError {
  return new QuanchengError('TILE_MALFORMED', `not a tile path: ${JSON.stringify(path.slice(0, 100))}`);
}
