import {
  QuanchengError,
  errorAreas,
  errorRegistry,
  isErrorCode,
  isQuanchengError,
  readErrorCode,
} from '@quancheng/protocol';
import { expect } from 'chai';

describe('errors', () => {
  it('no two areas share a code', () => {
    const codes = Object.values(errorAreas).flatMap((area) => Object.keys(area));
    expect(codes).to.have.lengthOf(new Set(codes).size);
    expect([...codes].sort()).to.deep.equal(Object.keys(errorRegistry).sort());
  });

  it('every code has a status, a meaning and advice in both languages', () => {
    for (const [code, entry] of Object.entries(errorRegistry)) {
      expect(code).to.match(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
      expect(entry.status, code).to.be.within(200, 599);
      for (const text of [entry.meaning, entry.action]) {
        expect(text.en, code).to.match(/^[A-Z].*[.!?]$/s);
        expect(text.zh, code).to.match(/[\u4e00-\u9fff].*[。！？]$/);
      }
    }
  });

  it('keeps code, detail and cause, and shows the code in the message', () => {
    const cause = new Error('inner');
    const error = new QuanchengError('PROOF_INVALID', 'too short', { cause });
    expect(error.message).to.equal('[PROOF_INVALID] too short');
    expect(error.detail).to.equal('too short');
    expect(error.cause).to.equal(cause);
    expect(error.name).to.equal('QuanchengError');
    expect(isQuanchengError(error, 'PROOF_INVALID')).to.equal(true);
    expect(isQuanchengError(error, 'KEY_WEAK')).to.equal(false);
    expect(isQuanchengError(cause)).to.equal(false);
  });

  it('finds a code in a message that crossed a boundary', () => {
    expect(readErrorCode('chaincode response 500, [PROOF_INVALID] too short')).to.equal('PROOF_INVALID');
    expect(readErrorCode('[NOT_A_CODE] then [KEY_WEAK] x')).to.equal('KEY_WEAK');
    expect(readErrorCode('PROOF_INVALID')).to.equal(undefined);
    expect(isErrorCode('toString')).to.equal(false);
    expect(isErrorCode('KEY_WEAK')).to.equal(true);
  });
});
