import { Command } from 'commander';
import { exitCodeHelp } from './exit-code.js';
import { newAgentCommand } from './commands/agent.js';
import { newCommandCommand } from './commands/command.js';
import { newCustodyCommand } from './commands/custody.js';
import { newDemoCommand } from './commands/demo.js';
import { newDepositCommand } from './commands/deposit.js';
import { newDossierCommand } from './commands/dossier.js';
import { newDiscloseCommand } from './commands/disclose.js';
import { newDueCommand } from './commands/due.js';
import { newExportCommand } from './commands/export.js';
import { newGatewayCommand } from './commands/gateway.js';
import { newInspectCommand } from './commands/inspect.js';
import { newKeyCommand } from './commands/key.js';
import { newKeygenCommand } from './commands/keygen.js';
import { newLogCommand } from './commands/log.js';
import { newNodeCommand } from './commands/node.js';
import { newOnboardCommand } from './commands/onboard.js';
import { newParticipantCommand } from './commands/participant.js';
import { newRecordKindCommands } from './commands/record-kind.js';
import { newCollectionCommand } from './commands/record-proving.js';
import { newRecordCommand } from './commands/record.js';
import { newStartCommand } from './commands/start.js';
import { newTemplateCommand } from './commands/template.js';
import { newTrustCommand } from './commands/trust.js';
import { newWitnessCommand } from './commands/witness.js';
import { newVerifyCommand } from './commands/verify.js';

/** The whole command line; it neither reads arguments nor ends the process by itself. */
export function newProgram(): Command {
  const program = new Command('quancheng')
    .description('Deposit evidence, and verify it offline. 泉城链：存证与离线核验')
    .option('--verbose', 'show the causes of errors 显示错误原因')
    .addHelpText('after', exitCodeHelp);
  for (const command of commands()) program.addCommand(command);
  for (const command of withDescendants(program)) configure(command);
  return program;
}

function commands(): readonly Command[] {
  return [
    newStartCommand(),
    newDemoCommand(),
    newDepositCommand(),
    newAgentCommand(),
    newCustodyCommand(),
    newVerifyCommand(),
    newTemplateCommand(),
    newDiscloseCommand(),
    newTrustCommand(),
    newKeygenCommand(),
    newOnboardCommand(),
    newParticipantCommand(),
    newKeyCommand(),
    ...newRecordKindCommands(),
    newDueCommand(),
    newRecordCommand(),
    newCollectionCommand(),
    newDossierCommand(),
    newCommandCommand(),
    newInspectCommand(),
    newExportCommand(),
    newLogCommand(),
    newGatewayCommand(),
    newWitnessCommand(),
    newNodeCommand(),
  ];
}

function configure(command: Command): void {
  command.exitOverride().showHelpAfterError('(--help shows what is possible 使用 --help 查看用法)');
}

function withDescendants(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withDescendants)];
}
