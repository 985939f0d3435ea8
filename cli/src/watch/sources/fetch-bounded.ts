import { QuanchengError } from '@quancheng/protocol';

/** What is not answered in so many milliseconds is not there. */
const PATIENCE = 20_000;

/**
 * GETs what a server that is trusted with nothing has: no redirect, no more than so many bytes.
 * @throws GATEWAY_UNREACHABLE; ADDRESS_UNKNOWN for 404; GATEWAY_RESPONSE_INVALID for any other status, or too much
 */
export async function fetchBounded(url: string, most: number, signal?: AbortSignal): Promise<Uint8Array> {
  const limit = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    });
    if (response.ok) return await readBody(response, most, url);
    await response.body?.cancel();
    if (response.status === 404) throw new QuanchengError('ADDRESS_UNKNOWN', url);
    if (response.status >= 500) throw new QuanchengError('GATEWAY_UNREACHABLE', `${url}: ${response.status}`);
    throw new QuanchengError('GATEWAY_RESPONSE_INVALID', `${url}: status ${response.status}`);
  } catch (cause) {
    if (cause instanceof QuanchengError) throw cause;
    throw new QuanchengError('GATEWAY_UNREACHABLE', `${url} (${reasonOf(cause)})`, { cause });
  }
}

async function readBody(response: Response, most: number, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    length += bytes.length;
    if (length > most)
      throw new QuanchengError('GATEWAY_RESPONSE_INVALID', `${url}: more than ${most} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** undici hides the reason in the cause of a TypeError that says only “fetch failed”. */
function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = (inner as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string') return code;
  return inner instanceof Error ? inner.message : 'no answer';
}
