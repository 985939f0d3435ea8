import { isErrorCode, isJsonObject, type JsonValue, QuanchengError } from '@quancheng/protocol';

/**
 * The error that an RFC 9457 problem of the gateway stands for: its code, if this version knows it.
 * @param status the HTTP status, or that of an acknowledgement line
 */
export function readProblem(value: JsonValue | undefined, status: number): QuanchengError {
  const problem = isJsonObject(value) ? value : {};
  const code = problem['code'];
  const detail = typeof problem['detail'] === 'string' ? problem['detail'] : `HTTP status ${status}`;
  if (isErrorCode(code)) return new QuanchengError(code, withoutCode(detail, code));
  if (status === 502 || status === 503 || status === 504)
    return new QuanchengError('GATEWAY_UNREACHABLE', detail);
  const unknown = typeof code === 'string' ? `${code}: ` : '';
  return new QuanchengError('GATEWAY_RESPONSE_INVALID', `${unknown}${detail} (HTTP status ${status})`);
}

/** A message that already begins with its code must not get it twice. */
function withoutCode(detail: string, code: string): string {
  return detail.startsWith(`[${code}] `) ? detail.slice(code.length + 3) : detail;
}
