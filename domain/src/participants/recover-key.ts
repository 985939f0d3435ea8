import { QuanchengError } from '@quancheng/protocol';
import type { CommandContext } from '../commands/command.js';
import type { LedgerRecord } from '../genesis/ledger-record.js';
import type { Change } from '../state/records.js';
import { addProvenKey } from './change-keys.js';
import type { RecoverKey } from './participant-command.js';
import { newRevocation, requireParticipant, type ParticipantState } from './participant-state.js';

/**
 * Gives a participant that lost its only key a new one, by order of the organisations' administrators; the lost key
 * is revoked with it, so that its finder cannot sign.
 * @throws SIGNER_NOT_ENTITLED, RECOVERY_TOO_FEW, PARTICIPANT_UNKNOWN, RECOVERY_NEEDLESS, POSSESSION_INVALID,
 *   KEY_EXISTS
 */
export function recoverKey(
  state: ParticipantState,
  command: RecoverKey,
  context: CommandContext,
): readonly Change[] {
  assertEnoughAdministrators(command, context.ledger);
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

/** Administrators of one operator count once, except where the network has fewer operators than are asked for. */
function assertEnoughAdministrators(command: RecoverKey, ledger: LedgerRecord): void {
  if (command.signers.some((signer) => signer.role !== 'administrator')) {
    throw new QuanchengError('SIGNER_NOT_ENTITLED', 'only administrators sign a recovery');
  }
  const signed = new Set(command.signers.map((signer) => signer.participant));
  const signing = ledger.organisations.filter((organisation) => signed.has(organisation.mspId));
  const operators = new Set(signing.map((organisation) => organisation.operator)).size;
  const existing = new Set(ledger.organisations.map((organisation) => organisation.operator)).size;
  const threshold = ledger.recoveryThreshold;
  if (signing.length < threshold || operators < Math.min(threshold, existing)) {
    throw new QuanchengError(
      'RECOVERY_TOO_FEW',
      `${signing.length} administrators of ${operators} operators signed, ${threshold} are needed`,
    );
  }
}
