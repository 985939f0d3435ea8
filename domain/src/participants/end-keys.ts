import { QuanchengError } from '@quancheng/protocol';
import type { CommandContext } from '../commands/command.js';
import type { Change } from '../state/records.js';
import { assertTargetOrKeeper } from '../commands/entitlement.js';
import type { ReportCompromise, RevokeKey } from './participant-command.js';
import {
  assertNotRevoked,
  newRevocation,
  nextVersion,
  requireOwnKey,
  requireParticipant,
  type ParticipantState,
} from './participant-state.js';

/** @throws SIGNER_NOT_ENTITLED, PARTICIPANT_UNKNOWN, KEY_UNKNOWN, KEY_REVOKED */
export function revokeKey(
  state: ParticipantState,
  command: RevokeKey,
  context: CommandContext,
): readonly Change[] {
  assertTargetOrKeeper(command, state.participant);
  const participant = requireParticipant(state, command.target);
  assertNotRevoked(requireOwnKey(state, participant, command.key), command.key);
  return [
    { kind: 'participant', value: nextVersion(participant) },
    { kind: 'revocation', value: newRevocation(command.key, command.reason, command, context) },
  ];
}

/**
 * Records an alleged compromise, and revokes the key unless that was done before. The allegation is never proven by
 * this record: what was anchored between `since` and the revocation is contested, not void.
 * @throws SIGNER_NOT_ENTITLED, PARTICIPANT_UNKNOWN, KEY_UNKNOWN, COMPROMISE_EXISTS
 */
export function reportCompromise(
  state: ParticipantState,
  command: ReportCompromise,
  context: CommandContext,
): readonly Change[] {
  assertTargetOrKeeper(command, state.participant);
  const participant = requireParticipant(state, command.target);
  const { key, since } = command;
  const keyState = requireOwnKey(state, participant, key);
  if (keyState.compromise !== undefined) {
    throw new QuanchengError('COMPROMISE_EXISTS', `a compromise of ${key} is recorded`);
  }
  const changes: Change[] = [
    { kind: 'participant', value: nextVersion(participant) },
    { kind: 'compromise', value: { key, since, at: context.at, command: command.digest } },
  ];
  if (keyState.revocation === undefined) {
    changes.push({ kind: 'revocation', value: newRevocation(key, 'compromised', command, context) });
  }
  return changes;
}
