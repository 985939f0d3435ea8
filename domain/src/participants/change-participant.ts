import { assertKeeper, assertTargetItself } from '../commands/entitlement.js';
import type { Change } from '../state/records.js';
import type { AnnounceEncryptionKey, ChangeParticipant } from './participant-command.js';
import type { Participant } from './participant.js';
import { requireParticipant, nextVersion, type ParticipantState } from './participant-state.js';

/**
 * Sets an organisation's name, type, roles and quota. Its id and code stay.
 * @throws SIGNER_NOT_ENTITLED, PARTICIPANT_UNKNOWN
 */
export function changeParticipant(state: ParticipantState, command: ChangeParticipant): readonly Change[] {
  assertKeeper(command, state.participant, 'registrar');
  const { quota: before, ...participant } = nextVersion(requireParticipant(state, command.target));
  const { name, type, roles, quota } = command;
  const value: Participant = {
    ...participant,
    name,
    type,
    roles,
    ...(quota === undefined ? {} : { quota }),
  };
  return [{ kind: 'participant', value }];
}

/** @throws SIGNER_NOT_ENTITLED, PARTICIPANT_UNKNOWN */
export function announceEncryptionKey(
  state: ParticipantState,
  command: AnnounceEncryptionKey,
): readonly Change[] {
  assertTargetItself(command);
  const participant = nextVersion(requireParticipant(state, command.target));
  return [{ kind: 'participant', value: { ...participant, encryptionKey: command.encryptionKey } }];
}
