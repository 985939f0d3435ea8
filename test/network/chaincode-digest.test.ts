import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { networkCommand } from './support/network-command.js';

const run = promisify(execFile);
const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');
/** The recipe of docs/guides/fabric.md. */
const recipe = 'find -L . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum';

async function byRecipe(cwd: string): Promise<string> {
  const { stdout } = await run('/bin/sh', ['-c', recipe], { cwd });
  return stdout.split(' ')[0]!;
}

async function byCommand(folder: string): Promise<string> {
  return (await networkCommand('chaincode-digest', '--chaincode', folder)).split(' ')[0]!;
}

describe('the digest of a chaincode', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-digest-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('is what sha256sum says, links and unusual names included', async function () {
    if (process.platform !== 'linux') {
      console.log('      skipped: the recipe is written for GNU’s programs');
      this.skip();
    }
    await mkdir(join(folder, 'ü b', '.bin'), { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"version":"1.0.0"}');
    await writeFile(join(folder, 'a-b'), '');
    await writeFile(join(folder, 'ü b', 'a'), 'x');
    await writeFile(join(folder, 'Z'), Buffer.from([0, 255]));
    await symlink('../a', join(folder, 'ü b', '.bin', 'link'));
    expect(await byCommand(folder)).to.equal(await byRecipe(folder));
  });

  it('of the bundle is the same wherever it is made, and another one when a byte changes', async () => {
    const [first, second] = [join(folder, 'first'), join(folder, 'elsewhere', 'second')];
    for (const target of [first, second]) await run(process.execPath, [packager, target]);
    const digest = await byCommand(first);
    expect(digest).to.match(/^[0-9a-f]{64}$/);
    expect(await byCommand(second)).to.equal(digest);
    const changed = join(folder, 'changed');
    await cp(first, changed, { recursive: true, verbatimSymlinks: true });
    await writeFile(join(changed, 'index.js'), '\n', { flag: 'a' });
    expect(await byCommand(changed)).not.to.equal(digest);
  });

  it('refuses a name that sha256sum would write otherwise', async () => {
    await writeFile(join(folder, 'a\nb'), '');
    const error: unknown = await byCommand(folder).catch((reason: unknown) => reason);
    expect(String(error)).to.contain('[CHAINCODE_INVALID]');
  });
});
