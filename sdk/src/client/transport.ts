import { errorRegistry, type JsonValue, QuanchengError } from '@quancheng/protocol';
import { type BackOff, DEFAULT_BACK_OFF, sleep, waitBefore } from './back-off.js';
import type { AsyncSigner } from '../signer/async-signer.js';
import { readProblem } from './problem.js';
import { signRequest } from './sign-request.js';

export interface TransportOptions {
  /** The gateway's base URL, e.g. http://127.0.0.1:8080 */
  readonly gateway: string;
  readonly backOff?: BackOff;
  /** Told before each further attempt. */
  readonly onRetry?: (error: unknown) => void;
  /** Milliseconds for one attempt; default two minutes. */
  readonly timeout?: number;
  /** Who reads: signs every GET, so that the gateway shows what this participant may see. Absent: anonymous. */
  readonly reader?: AsyncSigner;
  /** The gateway's base URL as it sees itself, where a proxy changes host or path: that is what `reader` signs. */
  readonly signedUrl?: string;
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
  /** Tried once: the caller repeats it in a way of its own. */
  readonly once?: true;
}

/**
 * Sends a request, again if that may help, and gives the first answer with a 2xx status.
 * Every request of the interface may be repeated: what it writes is identified by its own ids.
 * @throws GATEWAY_UNREACHABLE, or the code of the gateway's problem
 */
export type Transport = (request: GatewayRequest) => Promise<Response>;

/** @throws OPTION_INVALID if the address is no http(s) URL */
export function newTransport(options: TransportOptions): Transport {
  const base = parseGatewayUrl(options.gateway);
  const backOff = options.backOff ?? DEFAULT_BACK_OFF;
  const connection = {
    base,
    timeout: options.timeout ?? 120_000,
    reader: options.reader,
    signedUrl: parseGatewayUrl(options.signedUrl ?? options.gateway),
  };
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(connection, request);
      } catch (error) {
        if (request.once === true || attempt >= backOff.attempts || !mayRetry(error)) throw error;
        options.onRetry?.(error);
        await sleep(waitBefore(backOff, attempt));
      }
    }
  };
}

/** The URL without a trailing slash. @throws OPTION_INVALID */
export function parseGatewayUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new QuanchengError('OPTION_INVALID', `not a gateway's address: ${text}`);
  }
  return text.replace(/\/+$/, '');
}

interface Connection {
  readonly base: string;
  readonly timeout: number;
  readonly reader: AsyncSigner | undefined;
  readonly signedUrl: string;
}

async function send(connection: Connection, request: GatewayRequest): Promise<Response> {
  const { base, timeout } = connection;
  const response = await fetch(base + request.path, {
    method: request.method,
    headers: await headersOf(connection, request),
    // A copy with its own ArrayBuffer: fetch's types refuse a view on shared memory.
    ...(request.body === undefined ? {} : { body: new Uint8Array(request.body) }),
    redirect: 'error',
    signal: request.signal ?? AbortSignal.timeout(timeout),
  }).catch((cause: unknown) => {
    throw unreachable(base, cause);
  });
  if (response.ok) return response;
  throw readProblem(await readBody(response), response.status);
}

/** A signature counts once, so every attempt bears one of its own. */
async function headersOf({ reader, signedUrl }: Connection, request: GatewayRequest) {
  const { method, path, contentType, headers } = request;
  return {
    ...headers,
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    ...(reader === undefined || method !== 'GET'
      ? {}
      : await signRequest(reader, method, new URL(signedUrl + path), Date.now())),
  };
}

async function readBody(response: Response): Promise<JsonValue | undefined> {
  try {
    return (await response.json()) as JsonValue;
  } catch {
    return undefined; // No problem document: the status alone has to say it.
  }
}

/** The waiting for an anchor is the caller's, who knows for how long. */
export function mayRetry(error: unknown): boolean {
  if (!(error instanceof QuanchengError)) return false;
  return error.code !== 'NOT_YET_ANCHORED' && errorRegistry[error.code].retryable;
}

/** undici hides the reason (ECONNREFUSED …) in the cause of a TypeError that says only “fetch failed”. */
export function unreachable(base: string, cause: unknown): QuanchengError {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = (inner as { code?: unknown } | undefined)?.code;
  const reason = typeof code === 'string' ? code : inner instanceof Error ? inner.message : 'no answer';
  return new QuanchengError('GATEWAY_UNREACHABLE', `${base} (${reason})`, { cause });
}
