import { assertVersion } from '../commands/assert-version.js';
import type { CommandContext, CommandEvent } from '../commands/command.js';
import type { CommandResult } from '../commands/command-receipt.js';
import { accept } from '../commands/accept.js';
import { decide, type Decision } from '../decisions/decision.js';
import type { Change } from '../state/records.js';
import { addKey, rotateKey } from './change-keys.js';
import { reportCompromise, revokeKey } from './end-keys.js';
import type { ParticipantCommand } from './participant-command.js';
import type { ParticipantState } from './participant-state.js';
import { recoverKey } from './recover-key.js';
import { announceEncryptionKey, changeParticipant } from './change-participant.js';
import { registerParticipant } from './register-participant.js';
import { registerPerson } from './register-person.js';

/** The state machine of a participant and its keys. The command's signatures have been verified. */
export function decideParticipant(
  state: ParticipantState,
  command: ParticipantCommand,
  context: CommandContext,
): Decision<CommandEvent, CommandResult> {
  return decide(() => {
    assertVersion(command, state.participant?.version ?? 0);
    return accept(command, changesOf(state, command, context), context);
  });
}

function changesOf(
  state: ParticipantState,
  command: ParticipantCommand,
  context: CommandContext,
): readonly Change[] {
  switch (command.action) {
    case 'participant.register':
      return registerParticipant(state, command, context);
    case 'person.register':
      return registerPerson(state, command, context);
    case 'participant.change':
      return changeParticipant(state, command);
    case 'participant.announce':
      return announceEncryptionKey(state, command);
    case 'key.add':
      return addKey(state, command, context);
    case 'key.rotate':
      return rotateKey(state, command, context);
    case 'key.revoke':
      return revokeKey(state, command, context);
    case 'key.compromise':
      return reportCompromise(state, command, context);
    case 'key.recover':
      return recoverKey(state, command, context);
  }
}
