import { QuanchengError } from '@quancheng/protocol';
import { assertEnoughAdministrators } from '../commands/administrators.js';
import { assertKeeper } from '../commands/entitlement.js';
import type { CommandContext } from '../commands/command.js';
import type { Change } from '../state/records.js';
import { addProvenKey } from './change-keys.js';
import type { RecoverKey } from './participant-command.js';
import { newRevocation, requireParticipant, type ParticipantState } from './participant-state.js';

/**
 * Gives a participant that lost its only key a new one, by order of the organisations' administrators, or for a person
 * of its authentication service; the lost key is revoked with it, so that its finder cannot sign.
 * @throws SIGNER_NOT_ENTITLED, RECOVERY_TOO_FEW, PARTICIPANT_UNKNOWN, RECOVERY_NEEDLESS, POSSESSION_INVALID,
 *   KEY_EXISTS
 */
export function recoverKey(
  state: ParticipantState,
  command: RecoverKey,
  context: CommandContext,
): readonly Change[] {
  assertRecovery(state, command, context);
  const participant = requireParticipant(state, command.target);
  const usable = participant.keys.filter((key) => state.keys.get(key)?.revocation === undefined);
  if (usable.length > 1) {
    throw new QuanchengError('RECOVERY_NEEDLESS', `${participant.id} has ${usable.length} usable keys`);
  }
  const revocations = usable.map((key) => newRevocation(key, 'lost', command, context));
  return [
    ...addProvenKey(state, command, context),
    ...revocations.map((value) => ({ kind: 'revocation', value }) as const),
  ];
}

/** An organisation is known to the administrators, a person only to the service that authenticated it. */
function assertRecovery(
  { participant }: ParticipantState,
  command: RecoverKey,
  { ledger }: CommandContext,
): void {
  if (participant?.authenticator === undefined)
    assertEnoughAdministrators(command, ledger, 'RECOVERY_TOO_FEW');
  else assertKeeper(command, participant, 'authenticator');
}
