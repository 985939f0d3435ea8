import type { Envelope, StatementSigner } from '@quancheng/protocol';
import type { PromiseSubject } from '../evidence/promise-payload.js';
import type { Submission } from '../log/index.js';

/** Who claims to deposit what under which id: to be judged against the ledger's registry. */
export interface DepositorClaim {
  readonly participant: string;
  readonly id: string;
  readonly envelope: Envelope;
  /** The pre-authentication encoding: what was signed. */
  readonly encoding: Uint8Array;
  readonly signers: readonly StatementSigner[];
}

/** A record or batch whose form is right and whose parts fit together; its signers are still to be judged. */
export interface PreparedDeposit extends DepositorClaim {
  readonly submission: Submission;
  /** What the promise says of it, once it has a receipt time. */
  readonly subject: (received: string) => PromiseSubject;
}

/**
 * What is kept of a deposit once its signers are judged. Under load hundreds wait for the disk, and what they keep of
 * their statements and envelopes the collector would copy, and then mark, over and over.
 */
export type JudgedDeposit = Pick<
  PreparedDeposit,
  'participant' | 'id' | 'signers' | 'submission' | 'subject'
>;

export function keepJudged(prepared: PreparedDeposit): JudgedDeposit {
  const { participant, id, signers, submission, subject } = prepared;
  return { participant, id, signers, submission, subject };
}

/** The participant whose ids these are: the first signer's. */
export function firstParticipant(signers: readonly StatementSigner[]): string {
  // The statement's form demands at least one signer.
  return signers[0]?.participant ?? '';
}
