import { errorRegistry, QuanchengError } from '@quancheng/protocol';

/** The waiting for an anchor is the caller's, who knows for how long. */
export function mayRetry(error: unknown): boolean {
  if (!(error instanceof QuanchengError)) return false;
  return error.code !== 'NOT_YET_ANCHORED' && errorRegistry[error.code].retryable;
}

/** Whether the trouble is this gateway's, and not a verdict on the request that all would give. */
export function mayFailOver(error: unknown): boolean {
  if (!(error instanceof QuanchengError)) return false;
  return mayRetry(error) || errorRegistry[error.code].status >= 500;
}

/** The system’s code for a failed connection, which undici hides in the cause of a TypeError “fetch failed”. */
export function reasonOf(cause: unknown): string | undefined {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = (inner as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Failures before a connection is there. A name that several addresses have gives an AggregateError with such a code. */
const UNCONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether nothing of the request can have come to the gateway, or the gateway says that it turned it away unread. */
export function wasNotTaken(error: unknown): boolean {
  if (!(error instanceof QuanchengError)) return false;
  if (error.code === 'GATEWAY_UNREACHABLE') return UNCONNECTED.has(reasonOf(error.cause) ?? '');
  return error.code === 'LOG_BUSY' || error.code === 'TOO_MANY_REQUESTS' || error.code === 'GATEWAY_STOPPING';
}
