import { CommanderError } from 'commander';
import { ExitCode } from './exit-code.js';
import { reportError } from './output/report-error.js';
import { newProgram } from './program.js';

// A reader that has seen enough, such as head, closes the pipe: nothing is wrong with that.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? undefined : 2),
);

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
