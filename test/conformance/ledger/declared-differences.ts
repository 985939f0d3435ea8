import type { BackendName } from './backends/ledger-backend.js';

/** A case that one back end does not pass, for a reason that is right. */
export interface DeclaredDifference {
  readonly id: string;
  readonly backend: BackendName;
  readonly reason: string;
}

export const declaredDifferences: readonly DeclaredDifference[] = [
  {
    id: 'submit/undecided',
    backend: 'embedded node',
    reason:
      'One operator runs all endorsers in one process: a proposal runs once, and what every organisation signs is ' +
      'that one result, so that a contract cannot answer them differently.',
  },
];
