import { type JsonValue, QuanchengError } from '@quancheng/protocol';
import { readProblem } from '../problem.js';
import { reasonOf } from './failover.js';
import { signRequest } from '../sign-request.js';
import type { AsyncSigner } from '../../signer/async-signer.js';
import type { GatewayAddress, GatewayRequest } from './connection.js';
import { type GatewayHealth, newGatewayHealth } from './gateway-health.js';

/** One gateway as its client sees it. */
export interface Gateway {
  readonly url: string;
  /** One attempt; its health remembers how it went. @throws GATEWAY_UNREACHABLE, the code of the gateway's problem */
  send(request: GatewayRequest): Promise<Response>;
  readonly health: GatewayHealth;
}

export interface GatewaySettings {
  readonly timeout: number;
  readonly reader: AsyncSigner | undefined;
  /** Bytes of a body for which a second is added; none if the limit holds for all. */
  readonly bytesPerSecond: number | undefined;
  /** Called when it answers again after it had failed. */
  readonly onRecovered: (gateway: Gateway) => void;
}

/** @throws OPTION_INVALID if an address is no http(s) URL */
export function newGateway(address: GatewayAddress, settings: GatewaySettings): Gateway {
  const url = parseGatewayUrl(address.url);
  const signedUrl = parseGatewayUrl(address.signedUrl ?? address.url);
  const health = newGatewayHealth(url, () => settings.onRecovered(gateway));
  const gateway: Gateway = {
    url,
    health,
    async send(request) {
      try {
        const response = await sendOnce({ url, signedUrl }, settings, request);
        health.succeeded();
        return response;
      } catch (error) {
        // Whoever stops listening has not found the gateway wanting.
        if (request.signal?.aborted !== true) health.failed(error);
        throw error;
      }
    },
  };
  return gateway;
}

/** The URL without a trailing slash. @throws OPTION_INVALID */
export function parseGatewayUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new QuanchengError('OPTION_INVALID', `not a gateway's address: ${text}`);
  }
  return text.replace(/\/+$/, '');
}

async function sendOnce(
  { url, signedUrl }: Required<GatewayAddress>,
  settings: GatewaySettings,
  request: GatewayRequest,
): Promise<Response> {
  const response = await fetch(url + request.path, {
    method: request.method,
    headers: await headersOf(signedUrl, settings, request),
    // A copy with its own ArrayBuffer: fetch's types refuse a view on shared memory.
    ...(request.body === undefined ? {} : { body: new Uint8Array(request.body) }),
    redirect: 'error',
    signal: request.signal ?? AbortSignal.timeout(timeLimit(settings, request)),
  }).catch((cause: unknown) => {
    throw unreachable(url, cause);
  });
  if (response.ok) return response;
  throw readProblem(await readBody(response), response.status);
}

function timeLimit({ timeout, bytesPerSecond }: GatewaySettings, { body }: GatewayRequest): number {
  if (bytesPerSecond === undefined || body === undefined) return timeout;
  return timeout + Math.ceil((1000 * body.length) / bytesPerSecond);
}

/** A signature counts once, so every attempt bears one of its own. */
async function headersOf(signedUrl: string, { reader }: GatewaySettings, request: GatewayRequest) {
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

/** undici hides the reason (ECONNREFUSED …) in the cause of a TypeError that says only “fetch failed”. */
function unreachable(url: string, cause: unknown): QuanchengError {
  const code = reasonOf(cause);
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const reason = code ?? (inner instanceof Error ? inner.message : 'no answer');
  return new QuanchengError('GATEWAY_UNREACHABLE', `${url} (${reason})`, { cause });
}
