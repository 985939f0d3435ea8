import { emptyRoot, formatCheckpoint, parseCheckpoint, parseRootHash } from '@quancheng/protocol';
import { expect } from 'chai';
import { expectCode } from './support/expect-code.js';

const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';

describe('checkpoint', () => {
  it('the specification’s example reads back', () => {
    const text = `example.com/behind-the-sofa\n20852163\n${ROOT}\n`;
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint).to.deep.include({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
      extensions: [],
    });
    expect(Buffer.from(checkpoint.rootHash).toString('base64')).to.equal(ROOT);
    expect(formatCheckpoint(checkpoint)).to.equal(text);
  });

  it('keeps extension lines, and size 0', () => {
    const text = 'o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nfirst 1\nsecond\n';
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint.rootHash).to.deep.equal(emptyRoot);
    expect(checkpoint.extensions).to.deep.equal(['first 1', 'second']);
    expect(formatCheckpoint(checkpoint)).to.equal(text);
    expect(formatCheckpoint({ origin: 'o', size: 0, rootHash: emptyRoot })).to.equal(text.slice(0, -15));
  });

  const refused: readonly (readonly [string, string])[] = [
    ['two lines', 'o\n1\n'],
    ['no final newline', `o\n1\n${ROOT}`],
    ['an empty origin', `\n1\n${ROOT}\n`],
    ['an empty extension line', `o\n1\n${ROOT}\n\n`],
    ['a leading zero', `o\n01\n${ROOT}\n`],
    ['a sign', `o\n+1\n${ROOT}\n`],
    ['a minus', `o\n-1\n${ROOT}\n`],
    ['a space', `o\n 1\n${ROOT}\n`],
    ['an exponent', `o\n1e3\n${ROOT}\n`],
    ['2^53', `o\n9007199254740992\n${ROOT}\n`],
    ['20 digits', `o\n10000000000000000000\n${ROOT}\n`],
    ['other digits', `o\n１\n${ROOT}\n`],
    ['a short root', 'o\n1\nAAAA\n'],
  ];
  for (const [what, text] of refused) {
    it(`refuses ${what}`, () => {
      expectCode('CHECKPOINT_MALFORMED', () => parseCheckpoint(text));
    });
  }

  it('refuses to write what it could not read', () => {
    const rootHash = parseRootHash(new Uint8Array(32));
    expectCode('CHECKPOINT_MALFORMED', () => formatCheckpoint({ origin: '', size: 1, rootHash }));
    expectCode('CHECKPOINT_MALFORMED', () => formatCheckpoint({ origin: 'a\nb', size: 1, rootHash }));
    expectCode('CHECKPOINT_MALFORMED', () =>
      formatCheckpoint({ origin: 'a', size: 1, rootHash, extensions: [''] }),
    );
    expectCode('VALUE_OUT_OF_RANGE', () => formatCheckpoint({ origin: 'a', size: -1, rootHash }));
    expectCode('NOTE_MALFORMED', () => formatCheckpoint({ origin: 'a\tb', size: 1, rootHash }));
    expectCode('ENCODING_BASE64', () => parseCheckpoint(`o\n1\n${ROOT.replace('=', '')}\n`));
  });
});
