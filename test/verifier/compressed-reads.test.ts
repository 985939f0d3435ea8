import { constants, deflateSync } from 'node:zlib';
import { decodeUtf8, encodeUtf8 } from '@quancheng/protocol';
import { formatPackage, parsePackage, verifyEndorsedRead, verifyPackage } from '@quancheng/verifier';
import { expect } from 'chai';
import fc from 'fast-check';
import { codeOf } from '../support/evidence/codes.js';
import { newStandardEvidence, VERIFIED_AT } from '../support/evidence/standard-evidence.js';

const { world, single } = newStandardEvidence();
const { root } = world.consortium;
const keys = world.keysOf(single, world.covering(single));
const read = world.read({ keys });
const proven = verifyEndorsedRead(read, root);
const codeOfRead = (bytes: Uint8Array) => codeOf(() => verifyEndorsedRead(bytes, root));
const verify = (reads: readonly Uint8Array[]) =>
  verifyPackage(formatPackage(world.packageOf(single, { reads })), { trustRoot: root, time: VERIFIED_AT });

describe('compressed endorsed read', () => {
  it('says what it says uncompressed, however a zlib stream is made', () => {
    const { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY } = constants;
    const ways = fc.record({
      level: fc.integer({ min: 0, max: 9 }),
      memLevel: fc.integer({ min: 1, max: 9 }),
      windowBits: fc.constant(15),
      strategy: fc.constantFrom(Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY),
    });
    const property = fc.property(ways, (options) => {
      expect(verifyEndorsedRead(deflateSync(read, options), root)).to.deep.equal(proven);
    });
    fc.assert(property, { numRuns: 40 });
  });

  it('makes a package less than half as large, with the same result', async () => {
    const compressed = deflateSync(read, { level: 9 });
    expect(compressed.length).to.be.lessThan(read.length / 2);
    expect(await verify([compressed])).to.deep.equal(await verify([read]));
    const { reads } = parsePackage(formatPackage(world.packageOf(single, { reads: [compressed] })));
    expect(reads).to.deep.equal([new Uint8Array(compressed)]);
  });

  const stream = deflateSync(read);
  const refused: Readonly<Record<string, Uint8Array>> = {
    'a stream that is cut short': stream.subarray(0, -1),
    'a stream of which half is missing': stream.subarray(0, stream.length / 2),
    'only the header': stream.subarray(0, 2),
    'only its first byte': stream.subarray(0, 1),
    'a byte behind the stream': Buffer.concat([stream, Buffer.of(0)]),
    'two streams': Buffer.concat([stream, stream]),
    'another checksum': changedAt(stream, stream.length - 1),
    'another header': changedAt(stream, 1),
    'a preset dictionary': deflateSync(read, { dictionary: encodeUtf8('-----BEGIN CERTIFICATE-----') }),
    'an unknown sort of block': Uint8Array.of(0x78, 0x9c, 0b111, 0, 0, 0, 1),
    'a stored block of another length': Uint8Array.of(0x78, 0x9c, 1, 1, 0, 0, 0, 0, 0, 0, 1),
    'nothing, compressed': deflateSync(new Uint8Array()),
    'a read that was compressed twice': deflateSync(stream),
    'more than a mebibyte': deflateSync(new Uint8Array(1_048_577)),
    'much more, in few bytes': deflateSync(new Uint8Array(200_000_000), { level: 9 }),
  };
  for (const [name, bytes] of Object.entries(refused)) {
    it(`${name} is malformed`, () => expect(codeOfRead(bytes)).to.equal('READ_MALFORMED'));
  }

  it('with any changed bit is refused, or says the same', () => {
    let same = 0;
    for (let place = 0; place < stream.length; place += 3) {
      const changed = changedAt(stream, place, 1 << (place % 8));
      if (codeOfRead(changed) !== undefined) continue;
      same += 1;
      expect(verifyEndorsedRead(changed, root)).to.deep.equal(proven);
    }
    expect(same).to.be.lessThan(3);
  });

  it('whatever else comes is refused by a code', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(codeOfRead(Uint8Array.of(0x78, 0x9c, ...bytes))).to.equal('READ_MALFORMED');
    });
    fc.assert(property, { numRuns: 300 });
    expect(decodeUtf8(read.slice(0, 1))).to.equal('\n');
  });
});

function changedAt(bytes: Uint8Array, place: number, bits = 1): Uint8Array {
  const changed = bytes.slice();
  changed[place]! ^= bits;
  return changed;
}
