import { expect } from 'chai';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openKey, readKeyFile } from '@quancheng/sdk/node';
import { withTemporaryFolder } from '../sdk/support/temporary-folder.js';
import { run } from './support/command.js';

const environment = { QUANCHENG_PASSPHRASE: '泉水叮咚' };

describe('quancheng keygen', () => {
  it('writes a sealed key that the passphrase opens', async () => {
    await withTemporaryFolder(async (home) => {
      const { status, output } = await run(['keygen', '--out', 'my.json'], { home, environment });
      expect(status).to.equal(0);
      const path = join(home, 'my.json');
      const file = await readKeyFile(path);
      expect(file.secret.form).to.equal('sealed');
      expect(output).to.contain(file.publicKey.keyId);
      expect((await stat(path)).mode & 0o777).to.equal(0o600);
      const signer = await openKey(file, () => Promise.resolve(environment.QUANCHENG_PASSPHRASE));
      expect(signer.publicKey.keyId).to.equal(file.publicKey.keyId);
    });
  });

  it('puts it under QUANCHENG_HOME by default, in any algorithm', async () => {
    await withTemporaryFolder(async (home) => {
      for (const algorithm of ['ed25519', 'ecdsa-p256-sha256', 'sm2-sm3']) {
        expect((await run(['keygen', '--plain', '--algorithm', algorithm], { home })).status).to.equal(0);
      }
      const names = await readdir(join(home, 'keys'));
      const files = await Promise.all(names.map((name) => readKeyFile(join(home, 'keys', name))));
      expect(files.map(({ publicKey }) => publicKey.algorithm)).to.have.members([
        'ed25519',
        'ecdsa-p256-sha256',
        'sm2-sm3',
      ]);
    });
  });

  it('says what is missing where nobody can be asked for a passphrase', async () => {
    await withTemporaryFolder(async (home) => {
      const { status, errors } = await run(['keygen'], { home });
      expect(status).to.equal(2);
      expect(errors).to.contain('PASSPHRASE_MISSING').and.to.contain('QUANCHENG_PASSPHRASE');
      expect(errors).not.to.match(/^ +at /m);
    });
  });

  it('never overwrites', async () => {
    await withTemporaryFolder(async (home) => {
      await run(['keygen', '--plain', '--out', 'my.json'], { home });
      const before = await readFile(join(home, 'my.json'));
      const { status, errors } = await run(['keygen', '--plain', '--out', 'my.json'], { home });
      expect(status).to.equal(2);
      expect(errors).to.contain('FILE_EXISTS');
      expect(await readFile(join(home, 'my.json'))).to.deep.equal(before);
    });
  });

  it('shows everything but the secret when inspected', async () => {
    await withTemporaryFolder(async (home) => {
      await run(['keygen', '--plain', '--out', 'my.json'], { home });
      const file = await readKeyFile(join(home, 'my.json'));
      const { status, output } = await run(['inspect', 'my.json'], { home });
      expect(status).to.equal(0);
      expect(output).to.contain(file.publicKey.keyId);
      if (file.secret.form !== 'plain') throw new Error('expected a plain key');
      expect(output).not.to.contain(Buffer.from(file.secret.seed).toString('base64'));
    });
  });
});
