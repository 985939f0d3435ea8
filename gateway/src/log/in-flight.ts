import { equalBytes, QuanchengError } from '@quancheng/protocol';

import type { IndexedSubmission } from '../store/index.js';
import { formatReceived } from './submission.js';
import type { Appended, Submission } from './submission.js';

/** A submission that the index does not have yet. */
export interface InFlight {
  readonly fingerprint: Uint8Array;
  readonly outcome: Promise<Appended>;
}

/** What a repetition of a submission in flight gets: the first one's fate. @throws IDEMPOTENCY_CONFLICT */
export async function repeatInFlight(first: InFlight, submission: Submission): Promise<Appended> {
  assertSame(first.fingerprint, submission);
  return { ...(await first.outcome), duplicate: true };
}

/** What a repetition of a stored submission gets. @throws IDEMPOTENCY_CONFLICT */
export function repeatStored(stored: IndexedSubmission, submission: Submission): Appended {
  assertSame(stored.fingerprint, submission);
  return { ...formatAppended(stored), duplicate: true };
}

/** The answer to a submission that is new. */
export function formatAppended(stored: Pick<IndexedSubmission, 'first' | 'count' | 'received'>): Appended {
  const { first, count, received } = stored;
  return { first, count, received: formatReceived(received), duplicate: false };
}

function assertSame(fingerprint: Uint8Array, { key, fingerprint: other }: Submission): void {
  if (!equalBytes(fingerprint, other)) {
    throw new QuanchengError('IDEMPOTENCY_CONFLICT', `${key} was appended with other contents`);
  }
}
