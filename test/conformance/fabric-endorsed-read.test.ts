import { canonicalize, decodeBase64 } from '@quancheng/protocol';
import { verifyEndorsedRead, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { readVectors } from './support/endorsed-read-vector.js';

describe('endorsed reads recorded on real Fabric', () => {
  it('verify, and say what was recorded', async () => {
    const vectors = await readVectors();
    expect(vectors).to.not.be.empty;
    for (const [name, { read, trustRoot, nonce, expected }] of vectors) {
      const root = verifyTrustRoot(canonicalize(trustRoot));
      expect(verifyEndorsedRead(decodeBase64(read), root, { nonce }), name).to.deep.equal(expected);
    }
  });

  it('do not answer another nonce', async () => {
    for (const [, { read, trustRoot }] of await readVectors()) {
      const root = verifyTrustRoot(canonicalize(trustRoot));
      const verify = () => verifyEndorsedRead(decodeBase64(read), root, { nonce: 'ff'.repeat(16) });
      expect(verify).to.throw('READ_CONTEXT_MISMATCH');
    }
  });
});
