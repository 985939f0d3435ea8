import { errorRegistry, QuanchengError, type ErrorCode } from '@quancheng/protocol';

/** An RFC 9457 problem, as the gateway gives them too. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly action: string;
}

/** C2SP tlog-witness says which status means what; elsewhere the registry does. */
const statuses: Partial<Record<ErrorCode, number>> = {
  CHECKPOINT_SIGNATURE_INVALID: 403,
  PROOF_INVALID: 422,
};

/** Whatever was thrown, for the asker. What was not meant for it stays in the witness's own log. */
export function problemOf(error: unknown): Problem {
  const { code, detail } = coded(error);
  const { status, retryable, meaning, action } = errorRegistry[code];
  return {
    type: 'about:blank',
    title: meaning.en,
    status: statuses[code] ?? status,
    detail,
    code,
    retryable,
    action: action.en,
  };
}

function coded(error: unknown): QuanchengError {
  if (error instanceof QuanchengError) return error;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413)
    return new QuanchengError('BODY_TOO_LARGE', 'more than a checkpoint needs', { cause: error });
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new QuanchengError('ADD_CHECKPOINT_MALFORMED', 'not a request of this protocol', { cause: error });
  return new QuanchengError('WITNESS_FAILED', 'unexpected failure', { cause: error });
}
