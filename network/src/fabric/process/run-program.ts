import { execFile } from 'node:child_process';
import { QuanchengError } from '@quancheng/protocol';
import { type Program, programEnvironment } from './program.js';

const timeout = 60_000;
const outputLimit = 16 * 1024 * 1024;

/** Fabric's command-line programs end with their error's text, after a page of usage: keep the telling lines. */
function reason(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return (
    lines.filter((line) => /^Error|panic|FATA|\berror\b/i.test(line)).at(0) ??
    lines.at(-1) ??
    ''
  ).trim();
}

/**
 * Runs a program to its end and returns what it printed.
 * @throws QuanchengError FABRIC_PROGRAM_FAILED with the program's own words.
 */
export async function runProgram(program: Program): Promise<string> {
  return await new Promise((resolve, reject) => {
    execFile(
      program.command,
      program.arguments,
      { cwd: program.folder, env: programEnvironment(program.environment), timeout, maxBuffer: outputLimit },
      (cause, stdout, stderr) => {
        if (cause === null) {
          resolve(stdout);
          return;
        }
        const detail = `${program.name}: ${reason(stderr) || cause.message}`;
        reject(new QuanchengError('FABRIC_PROGRAM_FAILED', detail, { cause }));
      },
    );
  });
}
