import { isUscc } from '@quancheng/domain';
import { expect } from 'chai';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** The first is the standard's own example, the others were made with another program. */
const valid = ['91350100M000100Y43', '91370100MA3CQ00008', '11370100MB28400007', '123701004955700001'];

describe('unified social credit code (GB 32100)', () => {
  it('passes with its check character', () => {
    for (const code of valid) expect(isUscc(code), code).to.equal(true);
  });

  it('fails when any one character is another', () => {
    for (const code of valid) {
      for (let index = 0; index < code.length; index += 1) {
        for (const other of ALPHABET.replace(code[index]!, '')) {
          const changed = code.slice(0, index) + other + code.slice(index + 1);
          expect(isUscc(changed), changed).to.equal(false);
        }
      }
    }
  });

  it('fails when two neighbours that differ change places', () => {
    for (const code of valid) {
      for (let index = 0; index + 1 < code.length; index += 1) {
        if (code[index] === code[index + 1]) continue;
        const swapped = code.slice(0, index) + code[index + 1]! + code[index]! + code.slice(index + 2);
        expect(isUscc(swapped), swapped).to.equal(false);
      }
    }
  });

  it('has 18 characters of the alphabet: no I, O, S, V, Z, no small letters', () => {
    for (const code of [
      '',
      '91350100M000100Y4',
      '91350100M000100Y430',
      ' 1350100M000100Y43',
      '91350100m000100y43',
    ]) {
      expect(isUscc(code), code).to.equal(false);
    }
    for (const letter of 'IOSVZ') expect(isUscc(`9135010${letter}M000100Y43`)).to.equal(false);
    expect(isUscc('９１３５０１００M000100Y43')).to.equal(false);
  });
});
