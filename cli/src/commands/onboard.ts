import { Command } from 'commander';
import { newOnboardApproveCommand } from './onboard-approve.js';
import {
  newOnboardListCommand,
  newOnboardRefuseCommand,
  newOnboardStatusCommand,
} from './onboard-mailbox.js';
import { newOnboardRequestCommand } from './onboard-request.js';

/** `quancheng onboard`: how a participant comes onto the ledger. */
export function newOnboardCommand(): Command {
  return new Command('onboard')
    .description(
      'Become a participant: request, and the registrar’s approval. 参与方入网：申请与登记机构批准',
    )
    .addCommand(newOnboardRequestCommand())
    .addCommand(newOnboardStatusCommand())
    .addCommand(newOnboardListCommand())
    .addCommand(newOnboardApproveCommand())
    .addCommand(newOnboardRefuseCommand());
}
