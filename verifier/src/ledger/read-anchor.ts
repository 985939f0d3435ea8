import { QuanchengError } from '@quancheng/protocol';
import type { EndorsedRead } from '../read/endorsed-read.js';
import type { LedgerAnswers, StateAnswer, Written } from './ledger-answers.js';
import { anchorForm, type AnchorState } from './state-forms.js';
import { stateKeys } from './state-keys.js';

/** What the ledger holds about one checkpoint. */
export interface AnchorEvidence {
  readonly anchor: Written<AnchorState> | undefined;
  readonly previous: Written<AnchorState> | undefined;
  /** The reads that saw the anchor; none if there is no anchor. */
  readonly reads: readonly EndorsedRead[];
}

/** A transaction dies by MVCC when the tick this many after its own is committed (docs/specs/ledger.md). */
const TICKS_TO_COMMIT = 2;

/**
 * The anchor of this origin and size, and the one before it.
 * @throws READ_INCOMPLETE, READ_MALFORMED
 */
export function readAnchor(answers: LedgerAnswers, origin: string, size: number): AnchorEvidence {
  const { written, reads } = answerOf(answers, origin, size);
  const previousSize = written?.value.previous;
  const previous = previousSize === undefined ? undefined : answerOf(answers, origin, previousSize).written;
  return { anchor: written, previous, reads: written === undefined ? [] : reads };
}

/**
 * Those reads whose state surely includes the anchor: they saw it, or come so many ticks later that its transaction
 * was committed before. Only they tell that something had not happened before the anchor.
 */
export function readsAfter(
  { anchor, reads }: AnchorEvidence,
  candidates: readonly EndorsedRead[],
): readonly EndorsedRead[] {
  if (anchor === undefined) return candidates;
  const safeTick = anchor.value.at.tick + TICKS_TO_COMMIT;
  return candidates.filter((read) => reads.includes(read) || read.tick.number >= safeTick);
}

function answerOf(answers: LedgerAnswers, origin: string, size: number): StateAnswer<AnchorState> {
  const answer = answers.answer(stateKeys.anchor(origin, size), anchorForm);
  const value = answer.written?.value;
  if (value !== undefined && (value.origin !== origin || value.size !== size)) {
    throw new QuanchengError('READ_MALFORMED', 'an anchor is not the one that its key names');
  }
  return answer;
}
