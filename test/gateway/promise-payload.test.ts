import { formatPromisePayload } from '@quancheng/gateway';
import {
  decodeUtf8,
  encodeHex,
  formatPromise,
  leafHash,
  parseLedgerId,
  parsePromise,
} from '@quancheng/protocol';
import { expect } from 'chai';

describe('payload of a promise', () => {
  const frame = {
    audience: parseLedgerId('0123456789abcdef'.repeat(2)),
    origin: 'log.example/city',
    inclusionPeriod: 3_600_000,
  };
  const entry = Uint8Array.of(1, 2, 3);
  const schema = 'quancheng/promise/v1';
  const { audience, origin } = frame;

  it('of a record is what protocol writes, whichever time came before', () => {
    for (const [received, includedBy] of [
      ['2026-11-23T23:30:01.234Z', '2026-11-24T00:30:01.234Z'],
      ['2026-12-31T23:30:01.000Z', '2027-01-01T00:30:01.000Z'],
      ['2026-11-23T23:30:01.234Z', '2026-11-24T00:30:01.234Z'],
    ] as const) {
      for (const first of [0, 2 ** 53 - 2]) {
        const payload = formatPromisePayload(frame, { kind: 'record', entry }, { first, count: 1, received });
        const leaf = encodeHex(leafHash(entry));
        const expected = { audience, first, includedBy, leaf, origin, received, schema, size: 1 } as const;
        expect(decodeUtf8(payload)).to.equal(decodeUtf8(formatPromise(expected)));
        expect(parsePromise(payload)).to.deep.equal(expected);
      }
    }
  });

  it('of a batch is canonical', () => {
    const batch = { envelope: 'ab'.repeat(32), root: 'cd'.repeat(32) };
    const received = '2026-11-23T23:30:01.234Z';
    const place = { first: 7, count: 3, received };
    const payload = formatPromisePayload(
      { ...frame, inclusionPeriod: 0 },
      { kind: 'batch', ...batch },
      place,
    );
    expect(parsePromise(payload)).to.deep.equal({
      audience,
      batch,
      first: 7,
      includedBy: received,
      origin,
      received,
      schema,
      size: 3,
    });
  });
});
