import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { encodeLowSignature, newNativeSigner } from '@quancheng/ledger';
import { isQuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

describe('native signer', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  it('makes DER signatures with low S that openssl verifies', async () => {
    const sign = newNativeSigner(pem);
    for (let index = 0; index < 64; index += 1) {
      const message = Buffer.from(`message ${index}`);
      const signature = Buffer.from(await sign(message));
      expect(verify('sha256', message, createPublicKey(privateKey), signature)).to.equal(true);
      expect(readS(signature) <= ORDER / 2n).to.equal(true);
    }
  });

  it('takes the smaller of s and n − s, in shortest DER', () => {
    const r = Buffer.alloc(32);
    r[31] = 1;
    const high = Buffer.from((ORDER - 1n).toString(16), 'hex');
    expect(Buffer.from(encodeLowSignature(Buffer.concat([r, high]))).toString('hex')).to.equal(
      '3006020101020101',
    );
    const top = Buffer.alloc(32, 0xff);
    const s = Buffer.alloc(32);
    s[31] = 0x80;
    expect(Buffer.from(encodeLowSignature(Buffer.concat([top, s]))).toString('hex')).to.equal(
      `30270221 00${'ff'.repeat(32)} 02020080`.replaceAll(' ', ''),
    );
  });

  it('reads SEC1 keys as well, and refuses every other', () => {
    expect(newNativeSigner(privateKey.export({ type: 'sec1', format: 'pem' }).toString())).to.be.a(
      'function',
    );
    const ed25519 = generateKeyPairSync('ed25519')
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
    const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
    for (const text of ['', 'no key', ed25519, p384.export({ type: 'pkcs8', format: 'pem' }).toString()]) {
      let error: unknown;
      try {
        newNativeSigner(text);
      } catch (caught) {
        error = caught;
      }
      expect(isQuanchengError(error, 'KEY_MALFORMED'), text).to.equal(true);
    }
  });
});

/** The second INTEGER of a DER signature. */
function readS(der: Buffer): bigint {
  const r = der[3]!;
  const length = der[5 + r]!;
  return BigInt(`0x${der.subarray(6 + r, 6 + r + length).toString('hex')}`);
}
