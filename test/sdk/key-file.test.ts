import { expect } from 'chai';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SignatureAlgorithm, verifySignature } from '@quancheng/protocol';
import {
  formatKeyFile,
  generateKey,
  type KeyFile,
  newAsyncSigner,
  openKey,
  parseKeyFile,
  readKeyFile,
  sealSecret,
  writeKeyFile,
} from '@quancheng/sdk/node';
import { expectCode } from './support/expect-code.js';
import { withTemporaryFolder } from './support/temporary-folder.js';

const algorithms: readonly SignatureAlgorithm[] = ['ed25519', 'ecdsa-p256-sha256', 'sm2-sm3'];
const message = Buffer.from('泉城');
const secretly = (passphrase: string) => () => Promise.resolve(passphrase);
const never = () => Promise.reject(new Error('must not be asked'));

/** Sealed with the weakest parameters that are accepted: the strength isn't what is tested. */
async function sealedKey(passphrase: string): Promise<KeyFile> {
  const { publicKey, secret } = await generateKey('ed25519');
  if (secret.form !== 'plain') throw new Error('expected a plain key');
  return { publicKey, secret: await sealSecret(secret.seed, passphrase, { N: 2 ** 14, r: 8, p: 1 }) };
}

describe('key file', () => {
  for (const algorithm of algorithms) {
    it(`${algorithm}: is written, read back, and signs`, async () => {
      await withTemporaryFolder(async (folder) => {
        const path = join(folder, 'key.json');
        const file = await generateKey(algorithm);
        await writeKeyFile(path, file);
        const signer = newAsyncSigner(await openKey(await readKeyFile(path), never));
        expect(signer.publicKey).to.deep.equal(file.publicKey);
        expect(verifySignature(file.publicKey, message, await signer.sign(message))).to.equal(true);
      });
    });
  }

  it('with a passphrase uses the default cost, and gives the key back only for that passphrase', async () => {
    const file = parseKeyFile(formatKeyFile(await generateKey('ed25519', '口令 é')));
    expect(file.secret).to.deep.include({ form: 'sealed', scrypt: { N: 2 ** 17, r: 8, p: 1 } });
    // Decomposed: what another keyboard may send for the same passphrase.
    const signer = await openKey(file, secretly('口令 e\u0301'));
    expect(signer.publicKey.keyId).to.equal(file.publicKey.keyId);
    await expectCode('PRIVATE_KEY_UNREADABLE', () => openKey(file, secretly('口令 e')));
  }).timeout(20_000);

  it('does not contain the seed when sealed', async () => {
    const plain = await generateKey('ed25519');
    if (plain.secret.form !== 'plain') throw new Error('expected a plain key');
    const sealed = { ...plain, secret: await sealSecret(plain.secret.seed, 'x', { N: 2 ** 14, r: 8, p: 1 }) };
    expect(formatKeyFile(plain)).to.contain(Buffer.from(plain.secret.seed).toString('base64'));
    expect(formatKeyFile(sealed)).not.to.contain(Buffer.from(plain.secret.seed).toString('base64'));
  });

  it('is readable by its owner only, and is never overwritten', async () => {
    await withTemporaryFolder(async (folder) => {
      const path = join(folder, 'key.json');
      await writeKeyFile(path, await generateKey('ed25519'));
      const before = await readFile(path);
      expect((await stat(path)).mode & 0o777).to.equal(0o600);
      await expectCode('FILE_EXISTS', async () => writeKeyFile(path, await generateKey('ed25519')));
      expect(await readFile(path)).to.deep.equal(before);
    });
  });

  it('whose public key was exchanged does not open', async () => {
    const [mine, other] = [await sealedKey('x'), await sealedKey('x')];
    await expectCode('PRIVATE_KEY_UNREADABLE', () =>
      openKey({ ...mine, publicKey: other.publicKey }, secretly('x')),
    );
  });

  it('is refused when any member is missing, unknown or altered in form', async () => {
    const text = formatKeyFile(await sealedKey('x'));
    const file = JSON.parse(text) as Record<string, unknown>;
    const spoilt: Record<string, unknown>[] = [
      { ...file, extra: 1 },
      { ...file, seed: file['nonce'] },
      { ...file, schema: 'quancheng/key/v2' },
      { ...file, algorithm: 'sm2-sm3' },
      { ...file, keyId: '00'.repeat(32) },
      { ...file, nonce: 'AAAA' },
      { ...file, kdf: { ...(file['kdf'] as object), N: 2 ** 30 } },
      { ...file, kdf: { ...(file['kdf'] as object), N: 20_000 } },
      { ...file, kdf: { ...(file['kdf'] as object), name: 'pbkdf2' } },
      ...Object.keys(file).map((name) =>
        Object.fromEntries(Object.entries(file).filter(([each]) => each !== name)),
      ),
    ];
    for (const each of spoilt) await expectCode('KEY_FILE_INVALID', () => parseKeyFile(JSON.stringify(each)));
    expect(parseKeyFile(text).secret.form).to.equal('sealed');
  });

  it('that cannot be read says why', async () => {
    await withTemporaryFolder(async (folder) => {
      expect(
        (await expectCode('FILE_UNREADABLE', () => readKeyFile(join(folder, 'no.json')))).message,
      ).to.contain('ENOENT');
      await writeFile(join(folder, 'key.json'), 'not JSON');
      await expectCode('KEY_FILE_INVALID', () => readKeyFile(join(folder, 'key.json')));
    });
  });
});
