import { isQuanchengError } from '@quancheng/protocol';
import { verifyEndorsedRead } from '@quancheng/verifier';
import { expect } from 'chai';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { buildRead } from '../support/evidence/read-builder.js';
import { newTestLedger } from '../support/evidence/test-ledger.js';

describe('endorsed read', () => {
  const consortium = newTestConsortium();
  const state = newTestLedger();
  state.put('ledger', { ledger: 'x' });
  state.put('key/a', { value: 1 });

  it('gives the answers with their versions', () => {
    const bytes = buildRead(consortium, state, { keys: ['key/a', 'key/b'] });
    const read = verifyEndorsedRead(bytes, consortium.root);
    expect(read.answers).to.deep.equal([
      { key: 'key/a', value: { value: 1 }, version: { block: 5, transaction: 0 } },
      { key: 'key/b', value: null },
    ]);
  });

  it('rejects every single bit flip', () => {
    const bytes = buildRead(consortium, state, { keys: ['key/a', 'key/b'] });
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const altered = bytes.slice();
      altered[bit >> 3]! ^= 1 << (bit & 7);
      try {
        verifyEndorsedRead(altered, consortium.root);
        expect.fail(`bit ${bit} was accepted`);
      } catch (error) {
        if (!isQuanchengError(error)) throw error;
      }
    }
  }).timeout(300_000);
});
