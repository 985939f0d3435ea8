import {
  addNoteSignatures,
  encodeUtf8,
  formatNote,
  formatVerifierKey,
  newCosigner,
  newNoteSigner,
  newSigner,
  parseNote,
  parseVerifierKey,
  signNote,
  verifyNote,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { createPublicKey, verify } from 'node:crypto';
import { testSecret } from './support/back-ends.js';
import { expectCode } from './support/expect-code.js';

// golang.org/x/mod/sumdb/note, the documentation's example (BSD-3-Clause).
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_NOTE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
// The example at the head of C2SP's signed-note.md (its key is not published).
const C2SP_NOTE =
  'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n' +
  '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';

const log = newNoteSigner('log.example/泉城', newSigner('ed25519', testSecret(1)));
const other = newNoteSigner('other.example', newSigner('ed25519', testSecret(2)));
const witnessKey = newSigner('ed25519', testSecret(3));
const TEXT = 'log.example/泉城\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

describe('signed note', () => {
  it('Go’s example verifies, and reads back byte for byte', () => {
    const key = parseVerifierKey(GO_KEY);
    const note = parseNote(GO_NOTE);
    expect(verifyNote(note, [key])).to.deep.equal([{ key }]);
    expect(formatNote(note)).to.equal(GO_NOTE);
    expect(formatVerifierKey(key)).to.equal(GO_KEY);
  });

  it('C2SP’s example parses: the text ends at the last blank line', () => {
    const note = parseNote(C2SP_NOTE);
    expect(note.text).to.equal(C2SP_NOTE.slice(0, C2SP_NOTE.indexOf('\n— ')));
    expect(note.text).to.match(/sole:\n\ned è subito sera\.\n$/);
    expect(note.signatures[0]?.name).to.equal('quasimodo.example/salvatore');
    expect(note.signatures[0]?.keyHash).to.equal('367ba04b');
    expect(note.signatures[0]?.signature).to.have.lengthOf(64);
    expect(formatNote(note)).to.equal(C2SP_NOTE);
  });

  it('signs, and names who signed in the note’s order', () => {
    const note = signNote(TEXT, [log, other]);
    const names = verifyNote(parseNote(formatNote(note)), [other.key, log.key]).map(({ key }) => key.name);
    expect(names).to.deep.equal(['log.example/泉城', 'other.example']);
  });

  it('ignores unknown signatures, also of a known name or hash alone', () => {
    const note = signNote(TEXT, [other, log]);
    expect(verifyNote(note, [log.key])).to.deep.equal([{ key: log.key }]);
    const [stranger, known] = note.signatures;
    const renamed = { ...stranger!, name: known!.name };
    const rehashed = { ...stranger!, keyHash: known!.keyHash };
    expect(verifyNote({ ...note, signatures: [renamed, rehashed, known!] }, [log.key])).to.have.lengthOf(1);
  });

  it('refuses a note that no known key signed', () => {
    expectCode('NOTE_UNVERIFIED', () => verifyNote(signNote(TEXT, [other]), [log.key]));
    expectCode('NOTE_UNVERIFIED', () => verifyNote(signNote(TEXT, [other]), []));
  });

  it('refuses a note with a bad signature of a known key, though a good one stands beside it', () => {
    const note = signNote(TEXT, [log, other]);
    const [good, second] = note.signatures;
    const bad = { ...second!, signature: good!.signature };
    expectCode('SIGNATURE_INVALID', () =>
      verifyNote({ ...note, signatures: [good!, bad] }, [log.key, other.key]),
    );
    expectCode('SIGNATURE_INVALID', () => verifyNote({ ...note, text: `${TEXT}x\n` }, [log.key]));
    const short = { ...good!, signature: good!.signature.subarray(1) };
    expectCode('SIGNATURE_INVALID', () => verifyNote({ ...note, signatures: [short] }, [log.key]));
  });

  it('counts a key once, however often it signed', () => {
    const note = signNote(TEXT, [log, log]);
    expect(verifyNote(note, [log.key])).to.have.lengthOf(1);
  });

  const line = formatNote(signNote('x\n', [log])).split('\n')[2] ?? '';
  const malformed: readonly (readonly [string, string])[] = [
    ['no blank line', 'text\n'],
    ['no signatures', 'text\n\n'],
    ['no final newline', `text\n\n${line}`],
    ['a hyphen for the dash', `text\n\n${line.replace('—', '-')}\n`],
    ['text after the signatures', `text\n\n${line}\nmore\n`],
    ['a third word', `text\n\n${line} x\n`],
    ['no signature in the line', 'text\n\n— name\n'],
    ['an empty name', 'text\n\n—  AAAAAAA=\n'],
    ['a plus in the name', 'text\n\n— a+b AAAAAAA=\n'],
    ['a wide space in the name', 'text\n\n— a\u3000b AAAAAAA=\n'],
    ['a signature of a hash alone', 'text\n\n— name AAAAAA==\n'],
    ['a carriage return', `text\r\n\n${line}\n`],
    ['a tab', `te\txt\n\n${line}\n`],
    ['a lone surrogate', `\ud800\n\n${line}\n`],
    ['101 signatures', `text\n\n${`${line}\n`.repeat(101)}`],
  ];
  for (const [what, note] of malformed) {
    it(`refuses ${what}`, () => {
      expectCode('NOTE_MALFORMED', () => parseNote(note));
    });
  }

  it('refuses Base64 that is not canonical, and accepts 100 signatures', () => {
    expectCode('ENCODING_BASE64', () => parseNote('text\n\n— name AAAAAAB=\n'));
    expect(parseNote(`text\n\n${`${line}\n`.repeat(100)}`).signatures).to.have.lengthOf(100);
  });

  it('refuses to write what it could not read', () => {
    expectCode('NOTE_MALFORMED', () => signNote('no newline', [log]));
    expectCode('NOTE_MALFORMED', () => signNote('tab\t\n', [log]));
    expectCode('NOTE_MALFORMED', () => formatNote({ text: 'x\n', signatures: [] }));
    expectCode('NOTE_MALFORMED', () => newNoteSigner('a b', witnessKey));
    expectCode('NOTE_MALFORMED', () => newNoteSigner('name', newSigner('sm2-sm3', testSecret(1))));
  });
});

describe('verifier key', () => {
  it('keys of other implementations read back: x/mod, transparency-dev (with a plus in the Base64), cosigners', () => {
    for (const text of [
      'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop',
      'TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6',
      'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
    ]) {
      expect(formatVerifierKey(parseVerifierKey(text))).to.equal(text);
    }
    expect(
      parseVerifierKey('remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2').type,
    ).to.equal('cosignature');
  });

  it('refuses other hashes, types, lengths and spellings', () => {
    const [name, hash, key] = GO_KEY.split('+') as [string, string, string];
    const refused = [
      `${name}+${hash}`,
      `${name}+c74f20a4+${key}`,
      `${name}+C74F20A3+${key}`,
      `x${name}+${hash}+${key}`,
      `${name}+${hash}+${key} `,
      `+${hash}+${key}`,
      `${name}+${hash}+${key.replace('AR', 'AB')}`,
    ];
    for (const text of refused) expectCode('NOTE_MALFORMED', () => parseVerifierKey(text));
    expectCode('KEY_MALFORMED', () => parseVerifierKey(`${name}+${hash}+${key.slice(0, -4)}`));
    expectCode('ENCODING_BASE64', () => parseVerifierKey(`${name}+${hash}+${key.slice(0, -1)}`));
    const weak = Buffer.concat([Buffer.of(1, 1), Buffer.alloc(31)]).toString('base64');
    expectCode('KEY_WEAK', () => parseVerifierKey(`${name}+${hash}+${weak}`));
  });
});

describe('cosignature', () => {
  const TIME = 1_679_315_147;
  const witness = newCosigner('witness.example/w1', witnessKey, TIME);
  const note = addNoteSignatures(signNote(TEXT, [log]), [witness]);

  it('is an Ed25519 signature over the specification’s message, behind its time', () => {
    const { signature } = note.signatures[1]!;
    expect(Buffer.from(signature.subarray(0, 8)).readBigUInt64BE()).to.equal(BigInt(TIME));
    const message = encodeUtf8(`cosignature/v1\ntime ${TIME}\n${TEXT}`);
    const key = createPublicKey({ key: Buffer.from(witnessKey.publicKey.spki), format: 'der', type: 'spki' });
    expect(verify(null, message, key, signature.subarray(8))).to.equal(true);
  });

  it('verifies, with its time, after writing and reading', () => {
    const verified = verifyNote(parseNote(formatNote(note)), [log.key, witness.key]);
    expect(verified).to.deep.equal([{ key: log.key }, { key: witness.key, time: TIME }]);
  });

  it('binds its time and the whole text', () => {
    const [own, cosignature] = note.signatures;
    const later = cosignature!.signature.slice();
    later[7] = later[7]! + 1;
    const altered = { ...note, signatures: [own!, { ...cosignature!, signature: later }] };
    expectCode('SIGNATURE_INVALID', () => verifyNote(altered, [witness.key]));
    expectCode('SIGNATURE_INVALID', () => verifyNote({ ...note, text: `${TEXT}extension\n` }, [witness.key]));
  });

  it('does not pass as a plain signature of the same key, nor the other way round', () => {
    const plain = newNoteSigner('witness.example/w1', witnessKey);
    expect(plain.key.keyHash).not.to.equal(witness.key.keyHash);
    expectCode('NOTE_UNVERIFIED', () => verifyNote(note, [plain.key]));
    const [, cosignature] = note.signatures;
    const disguised = { ...cosignature!, keyHash: plain.key.keyHash };
    expectCode('SIGNATURE_INVALID', () => verifyNote({ ...note, signatures: [disguised] }, [plain.key]));
  });

  it('of one key, the first counts', () => {
    const later = newCosigner('witness.example/w1', witnessKey, TIME + 1);
    const twice = addNoteSignatures(note, [later]);
    expect(verifyNote(twice, [witness.key])).to.deep.equal([{ key: witness.key, time: TIME }]);
  });

  it('refuses a time that a double would round, though its rounding is signed', () => {
    const message = encodeUtf8(`cosignature/v1\ntime 18446744073709552000\n${TEXT}`);
    const signature = Uint8Array.of(...new Uint8Array(8).fill(0xff), ...witnessKey.sign(message));
    const rounded = { ...note, signatures: [{ ...note.signatures[1]!, signature }] };
    expectCode('SIGNATURE_INVALID', () => verifyNote(rounded, [witness.key]));
  });

  it('refuses times beyond 2^53 and cut-off bytes', () => {
    const [, cosignature] = note.signatures;
    for (const signature of [
      cosignature!.signature.slice().fill(0xff, 0, 8),
      cosignature!.signature.subarray(1),
    ]) {
      const altered = { ...note, signatures: [{ ...cosignature!, signature }] };
      expectCode('SIGNATURE_INVALID', () => verifyNote(altered, [witness.key]));
    }
    for (const time of [-1, 0.5, 2 ** 53]) {
      expectCode('VALUE_OUT_OF_RANGE', () => signNote(TEXT, [newCosigner('w', witnessKey, time)]));
    }
  });
});
