import { isQuanchengError, QuanchengError, type ErrorCode } from '@quancheng/protocol';

/** Runs a parser, turning whatever it finds into one code: of a malformed file a reader needs no more. @throws that code */
export function withCode<Value>(code: ErrorCode, parse: () => Value): Value {
  try {
    return parse();
  } catch (cause) {
    if (!isQuanchengError(cause) || cause.code === code) throw cause;
    throw new QuanchengError(code, cause.message, { cause });
  }
}
