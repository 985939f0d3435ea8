import { verifyEndorsedRead } from '@quancheng/verifier';
import { expect } from 'chai';
import { codeOf } from '../support/evidence/codes.js';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { buildRead } from '../support/evidence/read-builder.js';
import { levels, type Level } from '../support/evidence/read-parts.js';
import { newTestLedger } from '../support/evidence/test-ledger.js';

/** Each makes another encoding that a lenient protobuf decoder takes for the same message, or nearly so. */
const alterations: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  'an unknown field': (bytes) => Uint8Array.of(...bytes, ...[0xa8, 0x06, 0x01]),
  'an unknown field of wire type 5': (bytes) => Uint8Array.of(...bytes, ...[0xfd, 0x06, 1, 2, 3, 4]),
  'its first field again': (bytes) => Uint8Array.of(...firstField(bytes), ...bytes),
  'its first field at the end': (bytes) =>
    Uint8Array.of(...bytes.subarray(firstField(bytes).length), ...firstField(bytes)),
  'a longer varint than needed': lengthenFirstVarint,
  'a tag longer than needed': (bytes) => Uint8Array.of((bytes[0] ?? 0) | 0x80, 0, ...bytes.subarray(1)),
  'a trailing byte': (bytes) => Uint8Array.of(...bytes, 0x0a),
  'a field number 0': (bytes) => Uint8Array.of(...bytes, 0x02, 0x00),
  'its last byte missing': (bytes) => bytes.subarray(0, -1),
};

/** Messages of one field: it has no other place. If it may be repeated, a second one is a matter of content. */
const ONE_FIELD: readonly Level[] = [
  'ChaincodeHeaderExtension',
  'ChaincodeInvocationSpec',
  'ChaincodeProposalPayload',
  'Transaction',
];
const REPEATED_FIELD: readonly Level[] = ['KVRWSet', 'TxReadWriteSet'];

describe('endorsed read with a message of another form', () => {
  const consortium = newTestConsortium();
  const state = newTestLedger();
  state.put('ledger', { ledger: 'x' });
  for (const level of levels) {
    for (const [name, alter] of Object.entries(alterations)) {
      if (ONE_FIELD.includes(level) && name === 'its first field at the end') continue;
      if (REPEATED_FIELD.includes(level) && name.startsWith('its first field')) continue;
      it(`${level}: ${name} is refused, though hashed and signed so`, () => {
        expect(codeOf(() => verifyEndorsedRead(build(level, alter), consortium.root))).to.equal(
          'READ_MALFORMED',
        );
      });
    }
  }

  it('with a field that proto3 leaves out is refused', () => {
    const empty: readonly (readonly [Level, readonly number[]])[] = [
      ['ChannelHeader', [0x42, 0x00]],
      ['ProposalResponsePayload', [0x12, 0x00]],
      ['SignatureHeader', [0x12, 0x00]],
    ];
    for (const [level, field] of empty) {
      const bytes = build(level, (known) => Uint8Array.of(...withoutField(known, field[0]!), ...field));
      expect(
        codeOf(() => verifyEndorsedRead(bytes, consortium.root)),
        level,
      ).to.equal('READ_MALFORMED');
    }
  });

  function build(level: Level, alter: (bytes: Uint8Array) => Uint8Array): Uint8Array {
    return buildRead(consortium, state, {
      keys: ['key/a'],
      change: (parts) => (parts.transform = (at, bytes) => (at === level ? alter(bytes) : bytes)),
    });
  }
});

/** The bytes of a message's first field, tag included. All have one-byte tags. */
function firstField(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, fieldEnd(bytes, 0));
}

function fieldEnd(bytes: Uint8Array, start: number): number {
  let offset = start + 1;
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[offset] ?? 0;
    offset += 1;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return (bytes[start]! & 7) === 2 ? offset + value : offset;
}

function withoutField(bytes: Uint8Array, tag: number): Uint8Array {
  const kept: number[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const end = fieldEnd(bytes, offset);
    if (bytes[offset] !== tag) kept.push(...bytes.subarray(offset, end));
    offset = end;
  }
  return Uint8Array.from(kept);
}

/** Writes the first field's length, or its value, with a needless zero group. */
function lengthenFirstVarint(bytes: Uint8Array): Uint8Array {
  let end = 1;
  while ((bytes[end] ?? 0) >= 0x80) end += 1;
  return Uint8Array.of(...bytes.subarray(0, end), (bytes[end] ?? 0) | 0x80, 0, ...bytes.subarray(end + 1));
}
