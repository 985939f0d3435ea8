import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { checkout } from '../sdk/support/shared-folder.js';
import { run } from './support/command.js';
import { expectFailure } from './support/expect-outcome.js';
import { type Platform, startPlatform } from './support/platform.js';

/** What a page's commands left behind. */
interface Transcript {
  readonly status: number;
  readonly output: string;
}

// One platform for both pages.
describe('the guides to consents and certificates', function () {
  this.timeout(240_000);
  let home: string;
  let work: string;
  let platform: Platform;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'quancheng-home-'));
    work = await mkdtemp(join(tmpdir(), 'quancheng-guides-'));
    platform = await startPlatform({ home });
  });
  after(async () => {
    await platform.stop();
    for (const folder of [home, work]) await rm(folder, { recursive: true, force: true });
  });

  /** Runs all commands of a page in one shell, in a folder of its own; the first that fails ends it. */
  const runPage = async (name: string): Promise<Transcript> => {
    const folder = join(work, name);
    await mkdir(folder);
    const page = await readFile(join(checkout(), 'docs', 'guides', `${name}.md`), 'utf8');
    const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
    const bin = await commandFolder(work);
    const environment = {
      ...withoutOurs(),
      QUANCHENG_HOME: home,
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    };
    return shell(`set -ex\n${blocks.join('\n')}`, folder, environment);
  };

  it('consents: offered, given by two signatures, used, withdrawn, and then denied', async () => {
    const { status, output } = await runPage('consents');
    expect(status, output).to.equal(0);
    expect(output).to.contain('CONSENT_WITHDRAWN').and.to.contain('"status": "withdrawn"');
    const data = await readFile(join(work, 'consents', 'data.json'), 'utf8');
    expect(data).to.contain('81234.56');
    const sealed = await readFile(join(work, 'consents', 'delivery.json'), 'utf8');
    expect(sealed).not.to.contain('81234.56');
  });

  it('refuses a strange delivery, a strange signer and a strange file, and sends nothing twice', async () => {
    const folder = join(work, 'consents');
    const ours = (...words: string[]) => run(words, { home, folder });
    const again = await ours('command', 'send', 'consent.command.json', '--json');
    expect(again.status, again.errors).to.equal(0);
    expect(JSON.parse(again.output)).to.include({ outcome: 'repeated', version: 2 });
    expectFailure(
      await ours('command', 'sign', 'consent.command.json', '--profile', 'fund.yaml'),
      'SIGNER_SET_MISMATCH',
    );
    expectFailure(await ours('command', 'sign', 'offer.yaml', '--profile', 'fund.yaml'), 'FILE_KIND_UNKNOWN');
    await writeFile(join(folder, 'forged.json'), await readFile(join(folder, 'consent.command.json')));
    const name = '91370100DEMBNK001F/u1';
    const unseal = [
      'use',
      'unseal',
      name,
      'forged.json',
      '--secret',
      'bank.secret.json',
      '--out',
      'forged-data.json',
    ];
    expectFailure(await ours(...unseal, '--profile', 'bank.yaml'), 'DELIVERY_CIPHERTEXT_MISMATCH');
    const late = [
      'record',
      'consent.withdraw',
      '91370100DEMBNK001F/c1',
      '--expected',
      '2',
      '--profile',
      'person.yaml',
    ];
    expectFailure(await ours(...late), 'TRANSITION_INVALID');
    expectFailure(
      await ours('consent', 'show', '91370100DEMBNK001F/c1', '--key', join(home, 'keys', 'demo-agency.json')),
      'RECORD_UNKNOWN',
    );
  });

  it('certificates: evidence first, applied, examined, publicised, and not registered before its time', async () => {
    const { status, output } = await runPage('certificates');
    expect(status, output).to.equal(0);
    expect(output)
      .to.contain('公开登记内容')
      .and.to.match(/pipes {2}publicised {2}version/);
    expect(output).to.contain('NOTICE_RUNNING').and.to.contain('not before the notice is over');
  });
});

/** A folder with the command that the pages call. */
async function commandFolder(work: string): Promise<string> {
  const bin = join(work, 'bin');
  await mkdir(bin, { recursive: true });
  const path = join(bin, 'quancheng');
  const program = join(checkout(), 'cli', 'bin', 'quancheng.js');
  await writeFile(path, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  await chmod(path, 0o755);
  return bin;
}

function withoutOurs(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('QUANCHENG_')));
}

function shell(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Transcript> {
  return new Promise((resolve) => {
    execFile('sh', ['-c', script], { cwd, env, maxBuffer: 2 ** 24 }, (error, output, errors) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ status, output: `${output}\n${errors}` });
    });
  });
}
