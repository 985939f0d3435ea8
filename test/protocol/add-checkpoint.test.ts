import {
  emptyRoot,
  encodeBase64,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  newNoteSigner,
  parseAddCheckpoint,
  parseTlogSize,
  signNote,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { codeOf } from '../support/evidence/codes.js';
import { testSigner } from '../support/evidence/test-keys.js';

/** The request of the specification (C2SP tlog-witness, add-checkpoint), byte for byte. */
const EXAMPLE = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`;

const text = formatCheckpoint({ origin: 'log.example', size: 0, rootHash: emptyRoot });
const checkpoint = formatNote(signNote(text, [newNoteSigner('log.example', testSigner('log'))]));
const hash = encodeBase64(emptyRoot);

describe('add-checkpoint', () => {
  it('reads and writes the specification’s example', () => {
    const read = parseAddCheckpoint(EXAMPLE);
    expect(read.oldSize).to.equal(20852014);
    expect(read.proof.length).to.equal(4);
    expect(read.content.size).to.equal(20852163);
    expect(read.note.signatures.length).to.equal(2);
    expect(formatAddCheckpoint(read)).to.equal(EXAMPLE);
  });

  it('has no proof lines where none are needed', () => {
    expect(formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint })).to.equal(`old 0\n\n${checkpoint}`);
  });

  const refused: Readonly<Record<string, string>> = {
    nothing: '',
    'no blank line': `old 0\n${checkpoint.replace('\n\n', '\n')}`,
    'no old size': `\n\n${checkpoint}`,
    'a leading zero': `old 01\n\n${checkpoint}`,
    'a negative size': `old -1\n\n${checkpoint}`,
    'two spaces': `old  1\n\n${checkpoint}`,
    'a short hash': `old 1\n${hash.slice(0, -4)}\n\n${checkpoint}`,
    'a hash in another alphabet': `old 1\n${hash.replace('+', '-').replace('/', '_')}x\n\n${checkpoint}`,
    '64 hashes': `old 1\n${`${hash}\n`.repeat(64)}\n${checkpoint}`,
    'no checkpoint': 'old 0\n\n',
    'a note that is no checkpoint': 'old 0\n\nhello\n\n— log.example AAAAAAA=\n',
  };
  for (const [about, body] of Object.entries(refused)) {
    it(`refuses ${about}`, () => {
      expect(codeOf(() => parseAddCheckpoint(body))).to.equal('ADD_CHECKPOINT_MALFORMED');
    });
  }

  it('allows 63 hashes', () => {
    expect(parseAddCheckpoint(`old 1\n${`${hash}\n`.repeat(63)}\n${checkpoint}`).proof.length).to.equal(63);
  });

  it('tells a conflicting size in decimal, ended by a newline', () => {
    expect(parseTlogSize('17\n')).to.equal(17);
    for (const body of ['17', '017\n', '17\n\n', '-1\n', 'x\n', '', '1e3\n', '99999999999999999\n']) {
      expect(parseTlogSize(body), body).to.equal(undefined);
    }
  });
});
