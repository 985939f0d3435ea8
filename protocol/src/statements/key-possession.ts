import { objectOf } from '../form/composite-forms.js';
import { restrict, type Form, type Mismatch } from '../form/form.js';
import type { LedgerId, ParticipantId } from '../form/identifiers.js';
import { ledgerIdForm, oneOf, participantIdForm, timeForm } from '../form/value-forms.js';
import { publicKeyForm, readPublicKey } from './public-key-form.js';
import { saltForm } from './record-members.js';
import { signersForm, type StatementSigner } from './signers.js';

/** Proof that somebody holds a private key, for one participant on one ledger; signed by that key. */
export interface KeyPossessionStatement {
  readonly schema: 'quancheng/key-possession/v1';
  readonly salt: string;
  readonly audience: LedgerId;
  readonly issued: string;
  readonly participant: ParticipantId;
  /** Base64 of the SubjectPublicKeyInfo. */
  readonly publicKey: string;
  /** Exactly one: this key, this participant. */
  readonly signers: readonly StatementSigner<'participant'>[];
}

const members: Form<KeyPossessionStatement> = objectOf({
  schema: oneOf('quancheng/key-possession/v1'),
  salt: saltForm,
  audience: ledgerIdForm,
  issued: timeForm,
  participant: participantIdForm,
  publicKey: publicKeyForm,
  signers: signersForm(['participant'], 1),
});

export const keyPossessionForm = restrict(members, signerMismatch);

function signerMismatch({ signers, publicKey, participant }: KeyPossessionStatement): Mismatch | undefined {
  const [signer] = signers;
  if (signer?.key !== readPublicKey(publicKey).keyId) {
    return { path: '/signers/0/key', expected: 'the key id of publicKey' };
  }
  if (signer.participant !== participant) {
    return { path: '/signers/0/participant', expected: 'the participant of the statement' };
  }
  return undefined;
}
