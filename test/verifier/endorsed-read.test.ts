import { encodeUtf8 } from '@quancheng/protocol';
import { verifyEndorsedRead } from '@quancheng/verifier';
import { expect } from 'chai';
import { codeOf } from '../support/evidence/codes.js';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { buildRead } from '../support/evidence/read-builder.js';
import { READ_TIME, type ReadOptions } from '../support/evidence/read-parts.js';
import { omit } from '../support/evidence/omit.js';
import { newTestLedger } from '../support/evidence/test-ledger.js';

describe('endorsed read', () => {
  const consortium = newTestConsortium();
  const state = newTestLedger();
  state.put('ledger', { ledger: 'x' });
  state.advance();
  state.put('key/a', { value: 1 }, 7);
  const keys = ['key/b', 'key/a'];
  const verify = (options: Partial<ReadOptions> = {}) =>
    verifyEndorsedRead(buildRead(consortium, state, { keys, ...options }), consortium.root);

  it('gives the answers in byte order, absence included, with their versions', () => {
    expect(verify().answers).to.deep.equal([
      { key: 'key/a', value: { value: 1 }, version: { block: 6, transaction: 7 } },
      { key: 'key/b', value: null },
    ]);
  });

  it('gives tick, time, nonce and endorsers by operator', () => {
    const read = verify({ endorsers: [1, 0] });
    expect(read.tick).to.deep.equal(state.tick());
    expect(read.time).to.equal(READ_TIME);
    expect(read.nonce).to.equal('00112233445566778899aabbccddeeff');
    expect(read.stateVersion).to.equal(1);
    expect(read.endorsers).to.have.deep.members(
      [0, 1].map((index) => {
        const { operator, mspId } = consortium.organisations[index]!;
        return { operator, organisations: [mspId] };
      }),
    );
  });

  it('is the same whatever the order of its endorsements, and with one more than needed', () => {
    const plain = omit(verify(), 'endorsers');
    for (const endorsers of [
      [1, 0],
      [0, 1, 2],
      [2, 1, 0],
    ]) {
      expect(omit(verify({ endorsers }), 'endorsers')).to.deep.equal(plain);
    }
  });

  it('may name the contract, bind a TLS certificate, and lack the peers’ look-up of the chaincode', () => {
    const variants: NonNullable<ReadOptions['change']>[] = [
      (parts) => (parts.args[0] = encodeUtf8('quancheng:attest')),
      (parts) => (parts.changeHeader = (header) => header.setTlsCertHash(new Uint8Array(32).fill(7))),
      (parts) => parts.namespaces.shift(),
      (parts) => (parts.changeSpec = (spec) => spec.getChaincodeSpec()!.setType(1)),
    ];
    for (const change of variants) expect(verify({ change }).answers).to.have.length(2);
  });

  it('is fresh only for the nonce that was asked with', () => {
    const nonce = 'ffeeddccbbaa99887766554433221100ff';
    const bytes = buildRead(consortium, state, { keys, nonce });
    expect(verifyEndorsedRead(bytes, consortium.root, { nonce }).nonce).to.equal(nonce);
    const stale = () => verifyEndorsedRead(bytes, consortium.root, { nonce: '00'.repeat(16) });
    expect(codeOf(stale)).to.equal('READ_CONTEXT_MISMATCH');
  });

  it('does not verify after any single bit was flipped', () => {
    const bytes = buildRead(consortium, state, { keys: ['key/a'] });
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const altered = bytes.slice();
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(
        codeOf(() => verifyEndorsedRead(altered, consortium.root)),
        `bit ${bit}`,
      ).to.match(/^READ_|^ENDORSEMENT_/);
    }
  }).timeout(300_000);

  it('does not verify when it is cut anywhere', () => {
    const bytes = buildRead(consortium, state, { keys: ['key/a'] });
    for (let length = 0; length < bytes.length; length += 1) {
      expect(codeOf(() => verifyEndorsedRead(bytes.subarray(0, length), consortium.root))).to.equal(
        'READ_MALFORMED',
      );
    }
  }).timeout(60_000);
});
