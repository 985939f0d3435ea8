import { expect } from 'chai';
import type { Command } from 'commander';
import { newProgram } from 'quancheng';
import { withTemporaryFolder } from '../sdk/support/temporary-folder.js';
import { run } from './support/command.js';

function pathsOf(command: Command, path: readonly string[] = []): (readonly string[])[] {
  return [path, ...command.commands.flatMap((each) => pathsOf(each, [...path, each.name()]))];
}

describe('help of the command line', () => {
  const paths = pathsOf(newProgram());

  it('knows the commands that others rely on', () => {
    expect(paths.map((path) => path.join(' '))).to.include.members([
      'start',
      'deposit',
      'verify',
      'trust pin',
      'trust show',
      'keygen',
      'onboard request',
      'onboard approve',
      'inspect',
      'log check',
      'log watch',
      'export',
      'gateway start',
      'witness start',
      'witness vkey',
      'node start',
      'node verify-ledger',
      'node rebuild-state',
      'node backup',
      'node restore',
    ]);
  });

  for (const path of paths) {
    it(`quancheng ${path.join(' ')} --help says what it does, in both languages`, async () => {
      const output = await helpOf(path);
      expect(output)
        .to.match(/^Usage: quancheng/)
        .and.to.match(/[\u4e00-\u9fff]/);
    });
  }

  it('documents the exit codes', async () => {
    const { status, output } = await inHome(['verify', '--help']);
    expect(status).to.equal(0);
    expect(output)
      .to.match(/ 0 {2}done/)
      .and.to.match(/ 1 {2}verify/)
      .and.to.match(/ 2 {2}unverifiable/);
  });

  for (const words of [
    ['nonsense'],
    ['verify'],
    ['keygen', '--algorithm', 'rsa'],
    ['deposit', '--batch-size', '0'],
  ]) {
    it(`quancheng ${words.join(' ')}: exit 2 and a hint, no stack trace`, async () => {
      const { status, output, errors } = await inHome(words);
      expect(status).to.equal(2);
      expect(errors)
        .to.contain('--help')
        .and.not.to.match(/^ +at /m);
      expect(output).to.equal('');
    });
  }
});

/** What --help prints, without a process for each. */
async function helpOf(path: readonly string[]): Promise<string> {
  const program = newProgram();
  let output = '';
  const capture = (command: Command): void => {
    command.configureOutput({ writeOut: (text) => (output += text) });
    command.commands.forEach(capture);
  };
  capture(program);
  const error: unknown = await program
    .parseAsync([...path, '--help'], { from: 'user' })
    .catch((cause: unknown) => cause);
  expect(error).to.deep.include({ exitCode: 0 });
  return output;
}

function inHome(words: readonly string[]) {
  return withTemporaryFolder((home) => run(words, { home }));
}
