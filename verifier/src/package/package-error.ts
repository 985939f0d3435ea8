import { QuanchengError } from '@quancheng/protocol';
import { withCode } from './with-code.js';

/** @throws PACKAGE_MALFORMED for whatever a parser of packages or bundles finds */
export function asPackageError<Value>(parse: () => Value): Value {
  return withCode('PACKAGE_MALFORMED', parse);
}

export function malformed(detail: string): QuanchengError {
  return new QuanchengError('PACKAGE_MALFORMED', detail);
}
