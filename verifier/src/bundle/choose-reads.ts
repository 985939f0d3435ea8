import { parseTime, QuanchengError, type Checkpoint, type StatementSigner } from '@quancheng/protocol';
import type { LedgerAnswers } from '../ledger/ledger-answers.js';
import { readAnchor, readsAfter } from '../ledger/read-anchor.js';
import { anchorForm, compromiseForm, keyForm, ledgerForm, participantForm, revocationForm } from '../ledger/state-forms.js';
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
  if (anchoring.reads.length > 0) chosen.add(best(anchoring.reads, (read) => -parseTime(read.time)));
  for (const { key } of signers) {
    for (const answer of [
      answers.answer(stateKeys.revocation(key), revocationForm),
      answers.answer(stateKeys.compromise(key), compromiseForm),
    ]) {
      chosen.add(best(readsAfter(anchoring, answer.reads), (read) => read.tick.number));
    }
  }
  const others = [
    answers.answer(stateKeys.ledger, ledgerForm),
    answers.answer(stateKeys.anchor(origin, size), anchorForm),
    answers.answer(stateKeys.anchor(origin, anchoring.anchor?.value.previous ?? size), anchorForm),
    ...signers.flatMap(({ participant, key }) => [
      answers.answer(stateKeys.participant(participant), participantForm),
      answers.answer(stateKeys.key(key), keyForm),
    ]),
  ];
  for (const { reads } of others) if (!reads.some((read) => chosen.has(read))) chosen.add(best(reads, () => 0));
  return chosen;
}

/** The first of those with the highest rank. */
function best(reads: readonly EndorsedRead[], rank: (read: EndorsedRead) => number): EndorsedRead {
  const [first, ...others] = reads;
  if (first === undefined) throw new QuanchengError('READ_INCOMPLETE', 'no read answers a signer’s status after the anchor');
  return others.reduce((left, right) => (rank(right) > rank(left) ? right : left), first);
}
