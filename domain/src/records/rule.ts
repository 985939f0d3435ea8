import { QuanchengError, type ErrorCode } from '@quancheng/protocol';

/** A condition of a transition. Its code tells which rule was broken and, in the registry, by which law it stands. */
export interface Rule<Facts> {
  readonly code: ErrorCode;
  readonly holds: (facts: Facts) => boolean;
  /** For people: what was found, without the code. */
  readonly detail: (facts: Facts) => string;
}

/** @throws the code of the first rule that doesn't hold */
export function assertRules<Facts>(rules: readonly Rule<Facts>[], facts: Facts): void {
  for (const { code, holds, detail } of rules) {
    if (!holds(facts)) throw new QuanchengError(code, detail(facts));
  }
}
