import type { Stage } from './stage.js';

/** One thing that a ledger must do on every back end. Its id is stable: tables and mutations name it. */
export interface LedgerCase {
  /** Area and name, for example `validation/mvcc-read-conflict`. */
  readonly id: string;
  /** What must hold, in a sentence. */
  readonly about: string;
  /** Throws if it does not hold. */
  readonly run: (stage: Stage) => Promise<void>;
}

/** Cases of one area, given by name. */
export function casesOf(
  area: string,
  cases: Readonly<Record<string, Omit<LedgerCase, 'id'>>>,
): readonly LedgerCase[] {
  return Object.entries(cases).map(([name, each]) => ({ id: `${area}/${name}`, ...each }));
}
