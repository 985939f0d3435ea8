import { parseTime, QuanchengError, type LedgerId, type PinnedTemplate } from '@quancheng/protocol';

/** What a record is held against besides itself. */
export interface RecordContext {
  readonly audience: LedgerId;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The same for one record by itself. */
export interface SingleRecordContext extends RecordContext {
  /** The sector templates that this gateway knows. */
  readonly templates: readonly PinnedTemplate[];
}

/** How far a signer's clock may be ahead of ours. */
const TOLERANCE = 15 * 60_000;

/** @throws AUDIENCE_MISMATCH, ISSUED_IN_FUTURE */
export function assertInContext(
  statement: { readonly audience: LedgerId; readonly issued: string },
  context: RecordContext,
): void {
  if (statement.audience !== context.audience) {
    throw new QuanchengError(
      'AUDIENCE_MISMATCH',
      `the statement is for ledger ${statement.audience}, this is ${context.audience}`,
    );
  }
  if (parseTime(statement.issued) > context.now + TOLERANCE) {
    throw new QuanchengError('ISSUED_IN_FUTURE', `issued at ${statement.issued}`);
  }
}
