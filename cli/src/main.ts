import { CommanderError } from 'commander';
import { ExitCode } from './exit-code.js';
import { reportError } from './output/report-error.js';
import { newProgram } from './program.js';

const program = newProgram();
try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = judge(error);
}

function judge(error: unknown): number {
  // commander has already printed its help, or the usage error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.done : ExitCode.unusable;
  reportError(error, process.argv.includes('--verbose'));
  return ExitCode.unusable;
}
