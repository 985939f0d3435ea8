import type { BackOff } from '../back-off.js';
import type { AsyncSigner } from '../../signer/async-signer.js';

/** Where a gateway is. */
export interface GatewayAddress {
  /** Its base URL, e.g. http://127.0.0.1:8080 */
  readonly url: string;
  /** Its base URL as it sees itself, where a proxy changes host or path: that is what `reader` signs. */
  readonly signedUrl?: string;
}

/** One gateway, or several of one ledger, the preferred one first. */
export type GatewayChoice =
  | { readonly gateway: string; readonly signedUrl?: string; readonly gateways?: undefined }
  | { readonly gateways: readonly (string | GatewayAddress)[]; readonly gateway?: undefined };

export type TransportOptions = GatewayChoice & ConnectionOptions;

export interface ConnectionOptions {
  /** How often to try: of several gateways each attempt is a round in which all are asked. */
  readonly backOff?: BackOff;
  /** Told before each further attempt. */
  readonly onRetry?: (error: unknown) => void;
  /**
   * Milliseconds for one attempt; default two minutes, of several gateways 30 seconds and one for each 256 KiB that are
   * sent.
   */
  readonly timeout?: number;
  /** Who reads: signs every GET, so that the gateway shows what this participant may see. Absent: anonymous. */
  readonly reader?: AsyncSigner;
}

export interface GatewayRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query, beginning with a slash. */
  readonly path: string;
  readonly body?: Uint8Array;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the time limit, for an answer without end. */
  readonly signal?: AbortSignal;
  /** Tried once, at one gateway: the caller repeats it in a way of its own. */
  readonly once?: true;
}
