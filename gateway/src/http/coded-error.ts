import { QuanchengError, type ErrorCode } from '@quancheng/protocol';

/** What the server's own errors mean here. Everything else that has no code is a failure of ours. */
const serverErrors: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'REQUEST_INTERRUPTED',
  FST_ERR_VALIDATION: 'REQUEST_MALFORMED',
  FST_ERR_BAD_URL: 'REQUEST_MALFORMED',
  FST_ERR_MAX_PARAM_LENGTH: 'REQUEST_MALFORMED',
  ECONNRESET: 'REQUEST_INTERRUPTED',
  ERR_STREAM_PREMATURE_CLOSE: 'REQUEST_INTERRUPTED',
};

/** The coded form of whatever was thrown. Messages of unexpected errors stay in the server's own log. */
export function codedError(error: unknown): QuanchengError {
  if (error instanceof QuanchengError) return error;
  const known = error instanceof Error && 'code' in error ? serverErrors[String(error.code)] : undefined;
  if (known !== undefined) return new QuanchengError(known, (error as Error).message, { cause: error });
  return new QuanchengError('GATEWAY_FAILED', 'unexpected failure', { cause: error });
}
