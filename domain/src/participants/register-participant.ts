import { QuanchengError } from '@quancheng/protocol';
import type { CommandContext } from '../commands/command.js';
import type { Change } from '../state/records.js';
import { isUscc } from '../uscc/uscc.js';
import { assertSoleRole } from '../commands/entitlement.js';
import type { Participant } from './participant.js';
import type { RegisterParticipant } from './participant-command.js';
import { assertNewKey, newKeyRecord, type ParticipantState } from './participant-state.js';
import { assertPossession } from './possession.js';

/**
 * Creates a participant with its first key.
 * @throws SIGNER_NOT_ENTITLED, PARTICIPANT_RESERVED, USCC_INVALID, POSSESSION_INVALID, KEY_EXISTS
 */
export function registerParticipant(
  state: ParticipantState,
  command: RegisterParticipant,
  context: CommandContext,
): readonly Change[] {
  const { target, possession } = command;
  assertSoleRole(command, 'registrar');
  assertNotReserved(target, context);
  assertUscc(command);
  assertPossession(possession, target, context.ledger.ledger);
  assertNewKey(state, possession.publicKey.keyId);
  return [
    { kind: 'participant', value: newParticipant(command, context) },
    { kind: 'key', value: newKeyRecord(possession, target, command, context) },
  ];
}

function newParticipant(command: RegisterParticipant, context: CommandContext): Participant {
  const { target, name, type, uscc, usccOverride, roles, possession } = command;
  return {
    id: target,
    name,
    type,
    uscc,
    ...(usccOverride === undefined ? {} : { usccOverride }),
    roles,
    keys: [possession.publicKey.keyId],
    version: 1,
    registered: context.at,
  };
}

/**
 * An organisation's administrator is known by its mspId. A participant of that name would let the registrar act on
 * the keys that are there to replace the registrar's.
 */
function assertNotReserved(id: string, context: CommandContext): void {
  if (context.ledger.organisations.some((organisation) => organisation.mspId === id)) {
    throw new QuanchengError('PARTICIPANT_RESERVED', `${id} is an organisation of the network`);
  }
}

/** The id of an organisation is its code, so that none is registered twice under two ids. */
function assertUscc({ target, uscc, usccOverride }: RegisterParticipant): void {
  if (usccOverride !== undefined) return;
  if (!isUscc(uscc)) throw new QuanchengError('USCC_INVALID', `${uscc} does not pass GB 32100`);
  if (uscc !== target) throw new QuanchengError('USCC_INVALID', `${uscc} is not the participant’s id`);
}
