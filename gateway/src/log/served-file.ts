import { parseTilePath, tileWidth } from '@quancheng/protocol';
import type { TileReference } from '@quancheng/protocol';

/** A file of the served folder, and how to serve it (C2SP tlog-tiles). */
export interface ServedFile {
  /** Relative to the served folder. */
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
}

const CHECKPOINT: ServedFile = {
  path: 'checkpoint',
  contentType: 'text/plain; charset=utf-8',
  cacheControl: 'no-cache',
};

/**
 * What a request below the log's prefix gets; undefined if there is no such file. A tile is served only once a
 * published checkpoint covers it: before that, it may still be being written.
 * @param path without a leading slash
 * @param size of the published checkpoint
 */
export function servedFile(path: string, size: number): ServedFile | undefined {
  if (path === CHECKPOINT.path) return CHECKPOINT;
  const tile = tryParse(path);
  if (tile === undefined) return undefined;
  const level = tile.kind === 'entries' ? 0 : tile.level;
  if (tileWidth(level, tile.index, size) < tile.width) return undefined;
  const cacheControl = 'public, max-age=31536000, immutable';
  return { path, contentType: 'application/octet-stream', cacheControl };
}

function tryParse(path: string): TileReference | undefined {
  try {
    return parseTilePath(path);
  } catch {
    return undefined;
  }
}
