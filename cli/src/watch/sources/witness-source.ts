import { decodeUtf8 } from '@quancheng/protocol';
import { parseGatewayUrl } from '@quancheng/sdk';
import { hashedName } from '../state/state-file.js';
import { fetchBounded } from './fetch-bounded.js';

/** Where a witness shows what it has cosigned (C2SP tlog-witness). */
export interface WitnessSource {
  readonly url: string;
  /** The checkpoint of a log that it cosigned last. @throws as fetchBounded; ADDRESS_UNKNOWN if there is none */
  checkpoint(origin: string): Promise<string>;
}

const NOTE_BYTES = 65_536;

/** @throws OPTION_INVALID */
export function newWitnessSource(address: string): WitnessSource {
  const base = parseGatewayUrl(address);
  return {
    url: address,
    checkpoint: async (origin) =>
      decodeUtf8(await fetchBounded(`${base}/${hashedName(origin)}/checkpoint`, NOTE_BYTES)),
  };
}
