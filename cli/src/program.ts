import { Command } from 'commander';
import { exitCodeHelp } from './exit-code.js';
import { newKeygenCommand } from './commands/keygen.js';

/** The whole command line; it neither reads arguments nor ends the process by itself. */
export function newProgram(): Command {
  const program = new Command('quancheng')
    .description('Deposit evidence, and verify it offline. 泉城链：存证与离线核验')
    .option('--verbose', 'show the causes of errors 显示错误原因')
    .showHelpAfterError('(--help shows what is possible 使用 --help 查看用法)')
    .addHelpText('after', exitCodeHelp);
  for (const command of commands()) program.addCommand(command);
  for (const command of withDescendants(program)) command.exitOverride();
  return program;
}

function commands(): readonly Command[] {
  return [newKeygenCommand()];
}

function withDescendants(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withDescendants)];
}
