import {
  isMemberRecord,
  QuanchengError,
  readPublicKey,
  verifyEnvelope,
  type KeyId,
  type PublicKey,
  type SignedRecord,
} from '@quancheng/protocol';
import type { SignerEvidence } from '../ledger/read-signer.js';
import type { Session } from '../session/session.js';
import type { LedgerEvidence } from './check-reads.js';

/**
 * Exactly the statement's signers signed, each with a key that the ledger holds for its participant, which has the
 * role that it signed in. A batch's members have the batch's signers, so its envelope is verified once for all of them.
 * @throws SIGNER_SET_MISMATCH, KEY_UNKNOWN, SIGNATURE_INVALID, ROLE_MISSING
 */
export function checkSignatures(record: SignedRecord, { signers }: LedgerEvidence, session: Session): void {
  const envelope = isMemberRecord(record) ? record.batch.envelope : record.envelope;
  session.signatures.take(envelope, () => {
    const keyIds = signers.map(({ signer }) => signer.key);
    const keys = new Map(
      signers.filter(isRegistered).map(({ signer, key }) => keyOf(signer.key, key?.value.publicKey)),
    );
    verifyEnvelope(envelope, keys, keyIds);
    signers.forEach(assertRole);
    return true;
  });
}

/** The ledger registered the key to this participant, and the participant lists it. */
function isRegistered({ signer, key, participant }: SignerEvidence): boolean {
  return (
    key?.value.participant === signer.participant && participant?.value.keys.includes(signer.key) === true
  );
}

/** A relay that lets anybody with a registered key deposit is found out here. */
function assertRole({ signer, participant }: SignerEvidence): void {
  const roles: readonly string[] = participant?.value.roles ?? [];
  if (!roles.includes(signer.role)) {
    throw new QuanchengError('ROLE_MISSING', `${signer.participant} is not registered as ${signer.role}`);
  }
}

function keyOf(keyId: KeyId, publicKey = ''): readonly [KeyId, PublicKey] {
  const key = readPublicKey(publicKey);
  if (key.keyId !== keyId) throw new QuanchengError('KEY_UNKNOWN', 'the ledger’s key has another id');
  return [keyId, key];
}
