import { isQuanchengError, QuanchengError } from '@quancheng/protocol';

/**
 * Runs a parser of packages or bundles, turning whatever it finds into one code.
 * @throws PACKAGE_MALFORMED
 */
export function asPackageError<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (cause) {
    if (!isQuanchengError(cause)) throw cause;
    throw cause.code === 'PACKAGE_MALFORMED' ? cause : malformed(cause.message, cause);
  }
}

export function malformed(detail: string, cause?: unknown): QuanchengError {
  return new QuanchengError('PACKAGE_MALFORMED', detail, cause === undefined ? {} : { cause });
}
