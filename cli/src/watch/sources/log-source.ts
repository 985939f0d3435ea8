import { decodeUtf8 } from '@quancheng/protocol';
import { newTileCache, parseGatewayUrl, type LogReader, type TileCache } from '@quancheng/sdk';
import { fetchBounded } from './fetch-bounded.js';

/** Where a log can be looked at: a gateway, or any server of its C2SP tlog-tiles. */
export interface LogSource {
  /** As it was configured. */
  readonly url: string;
  /** Milliseconds by which it may lag behind: a copy is made now and then, a gateway is the log itself. */
  readonly lag: number;
  readonly reader: LogReader;
  /** Tiles that were read, of the log as this source shows it. */
  readonly tiles: TileCache;
  /** The signed note. @throws as fetchBounded */
  checkpoint(): Promise<string>;
  /** The newest that witnesses have cosigned. @throws as fetchBounded; ADDRESS_UNKNOWN if there is none */
  cosigned(): Promise<string>;
}

const NOTE_BYTES = 65_536;
const TILE_BYTES = 8_192;
/** 256 entries of up to 64 KiB with their lengths. */
const BUNDLE_BYTES = 256 * 65_538;
const COPY_LAG = 600_000;

/** A gateway serves its log below `/log`. @throws OPTION_INVALID */
export function newGatewaySource(address: string): LogSource {
  return newSource(address, `${parseGatewayUrl(address)}/log`, 0);
}

/** A copy of a log's files, at any server. @throws OPTION_INVALID */
export function newCopySource(address: string): LogSource {
  return newSource(address, parseGatewayUrl(address), COPY_LAG);
}

function newSource(url: string, prefix: string, lag: number): LogSource {
  const note = async (name: string) => decodeUtf8(await fetchBounded(`${prefix}/${name}`, NOTE_BYTES));
  return {
    url,
    lag,
    reader: (path) =>
      fetchBounded(`${prefix}/${path}`, path.startsWith('tile/entries/') ? BUNDLE_BYTES : TILE_BYTES),
    tiles: newTileCache(),
    checkpoint: () => note('checkpoint'),
    cosigned: () => note('cosigned-checkpoint'),
  };
}
