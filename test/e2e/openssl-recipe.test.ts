import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { run } from '../cli/support/command.js';
import { type Platform, startPlatform } from '../cli/support/platform.js';

const guide = fileURLToPath(
  new URL('../../../docs/guides/deposit-with-openssl-and-curl.md', import.meta.url),
);
const APPROVAL = '<!-- here the registrar approves -->';

describe('the recipe with openssl and curl', function () {
  this.timeout(120_000);
  let folder: string;
  let running: Platform | undefined;

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-recipe-'));
    for (const program of ['sh', 'openssl', 'curl']) {
      if (spawnSync(program, [program === 'sh' ? '-c' : '--version', 'true']).error !== undefined) {
        console.log(`      skipped: ${program} is not found`);
        this.skip();
      }
    }
    running = await startPlatform({ home: join(folder, 'home'), folder });
  });

  after(async () => {
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('gets a record deposited and verified, as the guide has it', async () => {
    const home = join(folder, 'home');
    const file = join(folder, 'notice.txt');
    await writeFile(file, 'A public notice.\n');
    const [before, after] = (await readFile(guide, 'utf8')).split(APPROVAL).map(shellBlocks);
    const variables = {
      GATEWAY: running!.address,
      PARTICIPANT: '91350100M000100Y43',
      FILE: file,
      ID: 'recipe-1',
    };

    runShell(before!, folder, variables);
    const approved = await run(
      [
        'onboard',
        'approve',
        join(folder, 'possession.envelope.json'),
        '--name',
        'A shell',
        '--type',
        'enterprise',
      ],
      { home },
    );
    expect(approved.status, approved.errors + approved.output).to.equal(0);
    runShell(`${before!}\n${after!}`, folder, variables);

    const verified = await run(['verify', join(folder, 'package.evidence.json'), '--original', file], {
      home,
    });
    expect(verified.status, verified.output).to.equal(0);
    const acknowledgement = JSON.parse(await readFile(join(folder, 'acknowledgement.json'), 'utf8')) as {
      id: string;
    };
    expect(acknowledgement.id).to.equal('recipe-1');
  });
});

function shellBlocks(markdown: string): string {
  return [...markdown.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block).join('\n');
}

function runShell(script: string, folder: string, variables: Readonly<Record<string, string>>): void {
  const { status, stderr } = spawnSync('sh', ['-eu', '-c', script], {
    cwd: folder,
    env: { ...process.env, ...variables },
    encoding: 'utf8',
  });
  expect(status, stderr).to.equal(0);
}
