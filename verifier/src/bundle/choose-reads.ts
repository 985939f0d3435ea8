import { parseTime, QuanchengError, type Checkpoint, type StatementSigner } from '@quancheng/protocol';
import type { LedgerAnswers } from '../ledger/ledger-answers.js';
import { readAnchor, readsAfter } from '../ledger/read-anchor.js';
import {
  anchorForm,
  compromiseForm,
  keyForm,
  ledgerForm,
  participantForm,
  revocationForm,
} from '../ledger/state-forms.js';
import { stateKeys } from '../ledger/state-keys.js';
import type { EndorsedRead } from '../read/endorsed-read.js';

/**
 * The reads that one record needs: the earliest that saw its anchor (it bounds the time), the latest that tells each
 * signer's status, and any that answers what is left.
 * @throws READ_INCOMPLETE, READ_MALFORMED
 */
export function chooseReads(
  answers: LedgerAnswers,
  { origin, size }: Pick<Checkpoint, 'origin' | 'size'>,
  signers: readonly StatementSigner[],
): ReadonlySet<EndorsedRead> {
  const anchoring = readAnchor(answers, origin, size);
  const chosen = new Set<EndorsedRead>();
  const choose = (reads: readonly EndorsedRead[], rank: Rank): void =>
    void chosen.add(best(reads, rank, chosen));
  if (anchoring.reads.length > 0) choose(anchoring.reads, (read) => -parseTime(read.time));
  for (const { key } of signers) {
    for (const answer of [
      answers.answer(stateKeys.revocation(key), revocationForm),
      answers.answer(stateKeys.compromise(key), compromiseForm),
    ]) {
      choose(readsAfter(anchoring, answer.reads), (read) => read.tick.number);
    }
  }
  const previous = anchoring.anchor?.value.previous;
  const others = [
    answers.answer(stateKeys.ledger, ledgerForm),
    answers.answer(stateKeys.anchor(origin, previous ?? size), anchorForm),
    ...signers.flatMap(({ participant, key }) => [
      answers.answer(stateKeys.participant(participant), participantForm),
      answers.answer(stateKeys.key(key), keyForm),
    ]),
  ];
  for (const { reads } of others) choose(reads, () => 0);
  return chosen;
}

type Rank = (read: EndorsedRead) => number;

/** Of those with the highest rank one that is chosen already, or else the first. */
function best(reads: readonly EndorsedRead[], rank: Rank, chosen: ReadonlySet<EndorsedRead>): EndorsedRead {
  const highest = Math.max(...reads.map(rank));
  const candidates = reads.filter((read) => rank(read) === highest);
  const found = candidates.find((read) => chosen.has(read)) ?? candidates[0];
  if (found !== undefined) return found;
  throw new QuanchengError('READ_INCOMPLETE', 'no read answers a signer’s status after the anchor');
}
