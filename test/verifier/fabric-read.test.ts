import { readFileSync } from 'node:fs';
import { canonicalize, decodeBase64, type ErrorCode, type JsonObject } from '@quancheng/protocol';
import { verifyEndorsedRead, verifyTrustRoot, type EndorsedRead } from '@quancheng/verifier';
import { expect } from 'chai';
import { exhaustive } from '../support/evidence/exhaustive.js';
import { codeOf } from '../support/evidence/codes.js';

interface RealRead {
  readonly about: string;
  readonly nonce: string;
  readonly read: string;
  readonly trustRoot: JsonObject;
  readonly expected: EndorsedRead;
}

/** An endorsed read that four peers of Hyperledger Fabric 3.1.5 signed: Go's protobuf, certificates and ECDSA. */
const real = JSON.parse(
  readFileSync(
    new URL('../../vectors/fabric/endorsed-read-four-organisations.json', import.meta.url),
    'utf8',
  ),
) as RealRead;

describe('endorsed read of real Fabric peers', () => {
  const root = verifyTrustRoot(canonicalize(real.trustRoot));
  const bytes = decodeBase64(real.read);

  it('says what the network answered', () => {
    expect(verifyEndorsedRead(bytes, root, { nonce: real.nonce })).to.deep.equal(real.expected);
  });

  it('does not verify after a bit was flipped', () => {
    const codes = new Set<ErrorCode | undefined>();
    for (let bit = 0; bit < bytes.length * 8; bit += exhaustive ? 1 : 27) {
      const altered = bytes.slice();
      altered[bit >> 3]! ^= 1 << (bit & 7);
      codes.add(codeOf(() => verifyEndorsedRead(altered, root)));
    }
    expect([...codes].sort()).to.deep.equal([
      'READ_CONTEXT_MISMATCH',
      'READ_MALFORMED',
      'READ_SET_MISMATCH',
      'READ_SIGNATURE_INVALID',
    ]);
  }).timeout(900_000);
});
