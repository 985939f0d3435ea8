import type { CommandContext } from '../commands/command.js';
import type { Change } from '../state/records.js';
import { assertTargetItself, assertTargetOrKeeper } from '../commands/entitlement.js';
import type { AddKey, RotateKey } from './participant-command.js';
import {
  assertNewKey,
  assertNotRevoked,
  newKeyRecord,
  newRevocation,
  nextVersion,
  requireOwnKey,
  requireParticipant,
  type ParticipantState,
} from './participant-state.js';
import { assertPossession } from './possession.js';

/** @throws SIGNER_NOT_ENTITLED, PARTICIPANT_UNKNOWN, POSSESSION_INVALID, KEY_EXISTS */
export function addKey(state: ParticipantState, command: AddKey, context: CommandContext): readonly Change[] {
  assertTargetOrKeeper(command, state.participant);
  return addProvenKey(state, command, context);
}

/** @throws SIGNER_NOT_ENTITLED, PARTICIPANT_UNKNOWN, KEY_UNKNOWN, KEY_REVOKED, POSSESSION_INVALID, KEY_EXISTS */
export function rotateKey(
  state: ParticipantState,
  command: RotateKey,
  context: CommandContext,
): readonly Change[] {
  assertTargetItself(command);
  const participant = requireParticipant(state, command.target);
  assertNotRevoked(requireOwnKey(state, participant, command.replaces), command.replaces);
  return [
    ...addProvenKey(state, command, context),
    { kind: 'revocation', value: newRevocation(command.replaces, 'superseded', command, context) },
  ];
}

/**
 * Adds the key that a command proves the possession of, whoever is entitled to order it.
 * @throws PARTICIPANT_UNKNOWN, POSSESSION_INVALID, KEY_EXISTS
 */
export function addProvenKey(
  state: ParticipantState,
  command: Pick<AddKey, 'possession' | 'target' | 'digest'>,
  context: CommandContext,
): readonly Change[] {
  const { possession, target } = command;
  const participant = requireParticipant(state, target);
  const { keyId } = possession.publicKey;
  assertPossession(possession, target, context.ledger.ledger);
  assertNewKey(state, keyId);
  return [
    { kind: 'participant', value: nextVersion(participant, keyId) },
    { kind: 'key', value: newKeyRecord(possession, target, command, context) },
  ];
}
