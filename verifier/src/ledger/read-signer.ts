import { QuanchengError, type StatementSigner } from '@quancheng/protocol';
import type { Tick } from '../read/endorsed-read.js';
import type { LedgerAnswers, StateAnswer, Written } from './ledger-answers.js';
import { readsAfter, type AnchorEvidence } from './read-anchor.js';
import {
  compromiseForm,
  keyForm,
  participantForm,
  revocationForm,
  type CompromiseState,
  type KeyState,
  type ParticipantState,
  type RevocationState,
} from './state-forms.js';
import { stateKeys } from './state-keys.js';

/** What the ledger holds about one signer of a record. */
export interface SignerEvidence {
  readonly signer: StatementSigner;
  readonly participant: Written<ParticipantState> | undefined;
  readonly key: Written<KeyState> | undefined;
  readonly revocation: Written<RevocationState> | undefined;
  readonly compromise: Written<CompromiseState> | undefined;
  /** Revocation and compromise are known as of this tick. */
  readonly asOf: Tick;
}

/**
 * The participant, its key, and the key's revocation and alleged compromise in a state that includes the anchor: a
 * read from before it could hide a revocation.
 * @throws READ_INCOMPLETE, READ_MALFORMED
 */
export function readSigner(
  answers: LedgerAnswers,
  signer: StatementSigner,
  anchor: AnchorEvidence,
): SignerEvidence {
  const participant = answers.answer(stateKeys.participant(signer.participant), participantForm);
  const key = answers.answer(stateKeys.key(signer.key), keyForm);
  const revocation = answers.answer(stateKeys.revocation(signer.key), revocationForm);
  const compromise = answers.answer(stateKeys.compromise(signer.key), compromiseForm);
  for (const { written } of [key, revocation, compromise]) assertNames(written?.value.key, signer.key);
  assertNames(participant.written?.value.id, signer.participant);
  const statusTicks = [revocation, compromise].map((answer) => latestTick(answer, anchor));
  return {
    signer,
    participant: participant.written,
    key: key.written,
    revocation: revocation.written,
    compromise: compromise.written,
    asOf: statusTicks.reduce((left, right) => (right.number < left.number ? right : left)),
  };
}

function latestTick(answer: StateAnswer<unknown>, anchor: AnchorEvidence): Tick {
  const ticks = readsAfter(anchor, answer.reads).map((read) => read.tick);
  const [first, ...others] = ticks;
  if (first === undefined) {
    throw new QuanchengError('READ_INCOMPLETE', 'a signer’s status is answered only from before the anchor');
  }
  return others.reduce((left, right) => (right.number > left.number ? right : left), first);
}

function assertNames(name: string | undefined, expected: string): void {
  if (name === undefined || name === expected) return;
  throw new QuanchengError('READ_MALFORMED', 'a state value is not the one that its key names');
}
