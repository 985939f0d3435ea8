import { isErrorCode, type ErrorCode } from './error-registry.js';

/**
 * The one error class of the project. `code` is API; the text after it is not.
 *
 * `message` starts with `[CODE] `, because a chaincode's error crosses the ledger's boundary as its
 * message alone; `readErrorCode` finds the code again on the other side.
 */
export class QuanchengError extends Error {
  override readonly name = 'QuanchengError';
  readonly code: ErrorCode;
  /** The message without its code. */
  readonly detail: string;

  constructor(code: ErrorCode, detail: string, options?: { cause?: unknown }) {
    super(`[${code}] ${detail}`, options);
    this.code = code;
    this.detail = detail;
  }
}

/** Finds the first registered `[CODE]` in a message that crossed a process boundary. */
export function readErrorCode(message: string): ErrorCode | undefined {
  for (const [, code] of message.matchAll(/\[([A-Z][A-Z0-9_]*)\]/g)) {
    if (isErrorCode(code)) return code;
  }
  return undefined;
}

/** Whether something caught is a QuanchengError, with that code if one is given. */
export function isQuanchengError(value: unknown, code?: ErrorCode): value is QuanchengError {
  return value instanceof QuanchengError && (code === undefined || value.code === code);
}
