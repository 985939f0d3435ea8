import {
  formatCheckpoint,
  formatNote,
  formatTlogProof,
  inclusionProof,
  merkleRoot,
  newNoteSigner,
  newSigner,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  signNote,
  verifyInclusion,
  verifyNote,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { testSecret } from './support/back-ends.js';
import { expectCode } from './support/expect-code.js';
import { nodesOf, numberedLeaves } from './support/tree.js';

const leaves = numberedLeaves(7);
const log = newNoteSigner('log.example/a', newSigner('ed25519', testSecret(1)));
const text = formatCheckpoint({ origin: 'log.example/a', size: 7, rootHash: merkleRoot(leaves) });
const checkpoint = formatNote(signNote(text, [log]));
const proof = { index: 4, hashes: inclusionProof(4, 7, nodesOf(leaves)), checkpoint };

describe('tlog-proof', () => {
  it('proves an entry from its text alone', () => {
    const parsed = parseTlogProof(formatTlogProof(proof));
    expect(parsed).to.deep.equal(proof);
    const note = parseNote(parsed.checkpoint);
    expect(verifyNote(note, [log.key])).to.have.lengthOf(1);
    const { size, rootHash } = parseCheckpoint(note.text);
    expect(verifyInclusion(parsed.index, size, leaves[4]!, parsed.hashes, rootHash)).to.equal(true);
  });

  it('has the specification’s form', () => {
    const lines = formatTlogProof({ ...proof, extra: Uint8Array.of(1, 2, 3) }).split('\n');
    expect(lines.slice(0, 3)).to.deep.equal(['c2sp.org/tlog-proof@v1', 'extra AQID', 'index 4']);
    expect(lines.slice(3, 6).map((line) => Buffer.from(line, 'base64').length)).to.deep.equal([32, 32, 32]);
    expect(lines.slice(6).join('\n')).to.equal(`\n${checkpoint}`);
  });

  it('keeps extra data, and goes without hashes', () => {
    const withExtra = { ...proof, extra: Uint8Array.of(0), hashes: [], index: 0 };
    expect(parseTlogProof(formatTlogProof(withExtra))).to.deep.equal(withExtra);
  });

  const good = formatTlogProof(proof);
  const refused: readonly (readonly [string, string])[] = [
    ['another version', good.replace('@v1', '@v2')],
    ['no header', good.slice(good.indexOf('\n') + 1)],
    ['no index', good.replace('index 4\n', '')],
    ['a leading zero', good.replace('index 4', 'index 04')],
    ['a negative index', good.replace('index 4', 'index -4')],
    ['empty extra data', good.replace('index 4', 'extra \nindex 4')],
    [
      'extra data behind the index',
      good.replace('index 4\n', 'index 4\nextra AQID\n').replace('extra AQID', 'AQID'),
    ],
    ['extra data twice', good.replace('index 4', 'extra AQID\nextra AQID\nindex 4')],
    ['a short hash', good.replace('index 4\n', 'index 4\nAAAA\n')],
    ['54 hashes', good.replace('index 4\n', `index 4\n${`${'A'.repeat(43)}=\n`.repeat(54)}`)],
    ['no checkpoint', good.slice(0, good.indexOf('\n\n'))],
    ['Windows line ends', good.replaceAll('\n', '\r\n')],
  ];
  for (const [what, altered] of refused) {
    it(`refuses ${what}`, () => {
      expectCode('TLOG_PROOF_MALFORMED', () => parseTlogProof(altered));
    });
  }

  it('refuses a checkpoint that is none, and Base64 that is not canonical', () => {
    expectCode('NOTE_MALFORMED', () => parseTlogProof('c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n'));
    const unsized = formatNote(signNote('log.example/a\nx\ny\n', [log]));
    expectCode('CHECKPOINT_MALFORMED', () => parseTlogProof(`c2sp.org/tlog-proof@v1\nindex 0\n\n${unsized}`));
    expectCode('ENCODING_BASE64', () => parseTlogProof(good.replace('index 4\n', 'index 4\nAAA\n')));
    expectCode('VALUE_OUT_OF_RANGE', () => formatTlogProof({ ...proof, index: -1 }));
    expectCode('TLOG_PROOF_MALFORMED', () => formatTlogProof({ ...proof, hashes: [new Uint8Array(31)] }));
  });
});
