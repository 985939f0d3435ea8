import {
  decodeBase64,
  parsePublicKey,
  QuanchengError,
  verifySignedMessage,
  type KeyId,
  type PublicKey,
} from '@quancheng/protocol';
import type { LedgerRecord } from '../genesis/ledger-record.js';
import type { KeyRecord, Revocation } from '../participants/key-records.js';
import type { Participant } from '../participants/participant.js';
import { isRole } from '../participants/role.js';
import type { CommandSigner } from './command.js';
import type { SignedCommand } from './signed-command.js';

/** What the ledger holds about one signer of a command. */
export interface SignerState {
  readonly key: KeyRecord | undefined;
  readonly revocation: Revocation | undefined;
  readonly participant: Participant | undefined;
}

/**
 * Checks that a command's signers are who they claim to be on this ledger, and that exactly they have signed.
 * @param states by key id, one for each signer
 * @throws KEY_UNKNOWN, KEY_REVOKED, ROLE_MISSING, SIGNER_SET_MISMATCH, SIGNATURE_INVALID
 */
export function authorise(
  command: SignedCommand,
  states: ReadonlyMap<KeyId, SignerState>,
  ledger: LedgerRecord,
): void {
  const publicKeys = new Map<KeyId, PublicKey>();
  for (const signer of command.statement.signers) {
    const state = states.get(signer.key);
    const key = requireUsableKey(signer, state);
    assertClaimedRole(signer, state?.participant, ledger);
    publicKeys.set(signer.key, parsePublicKey(decodeBase64(key.publicKey)));
  }
  verifySignedMessage(command.envelope, publicKeys, publicKeys.keys());
}

function requireUsableKey(signer: CommandSigner, state: SignerState | undefined): KeyRecord {
  const key = state?.key;
  if (key?.participant !== signer.participant) {
    throw new QuanchengError('KEY_UNKNOWN', `${signer.key} is not registered to ${signer.participant}`);
  }
  if (state?.revocation !== undefined) throw new QuanchengError('KEY_REVOKED', `${signer.key} is revoked`);
  return key;
}

function assertClaimedRole(
  signer: CommandSigner,
  participant: Participant | undefined,
  ledger: LedgerRecord,
): void {
  const has =
    signer.role === 'administrator'
      ? isAdministrator(signer, ledger)
      : participant?.keys.includes(signer.key) === true && hasRole(participant, signer.role);
  if (!has)
    throw new QuanchengError('ROLE_MISSING', `${signer.participant} is no ${signer.role} by ${signer.key}`);
}

function isAdministrator(signer: CommandSigner, ledger: LedgerRecord): boolean {
  return ledger.organisations.some(
    ({ mspId, administrator }) => mspId === signer.participant && administrator === signer.key,
  );
}

/** Every registered participant may act as itself. */
function hasRole(participant: Participant, role: string): boolean {
  return role === 'participant' || (isRole(role) && participant.roles.includes(role));
}
