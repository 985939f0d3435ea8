import { Command } from 'commander';
import { newOnboardApproveCommand } from './onboard-approve.js';
import { newOnboardRequestCommand } from './onboard-request.js';
import { newAnnounceCommand } from './participants/announce.js';
import { newChangeCommand } from './participants/change.js';
import { newPersonCommand } from './participants/person.js';
import { newPersonRequestCommand } from './participants/person-request.js';
import { newParticipantShowCommand } from './participants/show.js';

/** `quancheng participant`: organisations and persons on the ledger; `onboard` is its first two steps. */
export function newParticipantCommand(): Command {
  return new Command('participant')
    .description('Organisations and persons on the ledger: request, approve, show, change. 参与方')
    .addCommand(newOnboardRequestCommand())
    .addCommand(newOnboardApproveCommand().alias('register'))
    .addCommand(newPersonRequestCommand())
    .addCommand(newPersonCommand())
    .addCommand(newParticipantShowCommand())
    .addCommand(newChangeCommand())
    .addCommand(newAnnounceCommand());
}
