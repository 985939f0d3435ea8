import { QuanchengError, type KeyId } from '@quancheng/protocol';
import type { CommandContext, CommandHead } from '../commands/command.js';
import type { KeyRecord, KeyState, Revocation, RevocationReason } from './key-records.js';
import type { Participant } from './participant.js';
import type { ParticipantCommand } from './participant-command.js';
import type { Possession } from './possession.js';

/** What an order about a participant depends on. */
export interface ParticipantState {
  readonly participant: Participant | undefined;
  /** State of every key that `keysToLoad` names. */
  readonly keys: ReadonlyMap<KeyId, KeyState>;
}

/** The keys whose state a command's judgement needs. */
export function keysToLoad(
  command: ParticipantCommand,
  participant: Participant | undefined,
): readonly KeyId[] {
  switch (command.action) {
    case 'participant.change':
    case 'participant.announce':
      return [];
    case 'participant.register':
    case 'person.register':
    case 'key.add':
      return [command.possession.publicKey.keyId];
    case 'key.rotate':
      return [command.possession.publicKey.keyId, command.replaces];
    case 'key.revoke':
    case 'key.compromise':
      return [command.key];
    case 'key.recover':
      return [command.possession.publicKey.keyId, ...(participant?.keys ?? [])];
  }
}

/** @throws PARTICIPANT_UNKNOWN */
export function requireParticipant(state: ParticipantState, id: string): Participant {
  if (state.participant === undefined)
    throw new QuanchengError('PARTICIPANT_UNKNOWN', `no participant ${id}`);
  return state.participant;
}

/**
 * The state of one of the participant's keys.
 * @throws KEY_UNKNOWN if the key isn't the participant's
 */
export function requireOwnKey(state: ParticipantState, participant: Participant, keyId: KeyId): KeyState {
  const keyState = state.keys.get(keyId);
  if (keyState === undefined || !participant.keys.includes(keyId)) {
    throw new QuanchengError('KEY_UNKNOWN', `${keyId} is no key of ${participant.id}`);
  }
  return keyState;
}

/** @throws KEY_EXISTS */
export function assertNewKey(state: ParticipantState, keyId: KeyId): void {
  if (state.keys.get(keyId)?.key !== undefined) {
    throw new QuanchengError('KEY_EXISTS', `${keyId} was registered before`);
  }
}

/** @throws KEY_REVOKED */
export function assertNotRevoked(keyState: KeyState, keyId: KeyId): void {
  if (keyState.revocation !== undefined) throw new QuanchengError('KEY_REVOKED', `${keyId} is revoked`);
}

export function newKeyRecord(
  possession: Possession,
  participant: string,
  command: Pick<CommandHead, 'digest'>,
  context: CommandContext,
): KeyRecord {
  const { keyId, algorithm } = possession.publicKey;
  return {
    key: keyId,
    publicKey: possession.statement.publicKey,
    algorithm,
    participant,
    registered: context.at,
    command: command.digest,
  };
}

export function newRevocation(
  key: KeyId,
  reason: RevocationReason,
  command: CommandHead,
  context: CommandContext,
): Revocation {
  return { key, reason, at: context.at, command: command.digest };
}

/** The participant after a change of its keys. */
export function nextVersion(participant: Participant, addedKey?: KeyId): Participant {
  const keys =
    addedKey === undefined ? participant.keys : [...participant.keys, addedKey].sort(compareKeyIds);
  return { ...participant, keys, version: participant.version + 1 };
}

function compareKeyIds(left: KeyId, right: KeyId): number {
  return left < right ? -1 : 1;
}
