import { QuanchengError } from '@quancheng/protocol';
import type { CommandContext } from '../commands/command.js';
import { assertSoleRole } from '../commands/entitlement.js';
import type { Change } from '../state/records.js';
import type { RegisterPerson } from './participant-command.js';
import { assertNewKey, newKeyRecord, type ParticipantState } from './participant-state.js';
import { assertPossession } from './possession.js';

/** 128 random bits, so that no number of a person can be one. */
const PSEUDONYM = /^p-[0-9a-f]{32}$/;

/**
 * Registers a person under a pseudonym, with its first key.
 * @throws SIGNER_NOT_ENTITLED, PSEUDONYM_INVALID, POSSESSION_INVALID, KEY_EXISTS
 */
export function registerPerson(
  state: ParticipantState,
  command: RegisterPerson,
  context: CommandContext,
): readonly Change[] {
  const { target, possession, authentication } = command;
  const { participant: authenticator } = assertSoleRole(command, 'authenticator');
  if (!PSEUDONYM.test(target)) {
    throw new QuanchengError('PSEUDONYM_INVALID', 'a person is registered as p- and 32 random hex digits');
  }
  assertPossession(possession, target, context.ledger.ledger);
  const { keyId } = possession.publicKey;
  assertNewKey(state, keyId);
  const person = {
    id: target,
    type: 'person',
    authenticator,
    authentication,
    roles: [],
    keys: [keyId],
    version: 1,
    registered: context.at,
  } as const;
  return [
    { kind: 'participant', value: person },
    { kind: 'key', value: newKeyRecord(possession, target, command, context) },
  ];
}
