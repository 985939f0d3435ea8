import {
  decodeHex,
  decodeUtf8,
  encodeBase64,
  encodeUtf8,
  envelopeFromJson,
  formatEnvelope,
  isQuanchengError,
  newSigner,
  parseCanonical,
  parseEnvelope,
  preAuthenticationEncoding,
  signEnvelope,
  unverifiedPayload,
  verifyEnvelope,
  type Envelope,
  type KeyId,
  type PublicKey,
  type Signer,
} from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { algorithms, testSecret } from './support/back-ends.js';
import { expectCode } from './support/expect-code.js';

const TYPE = 'application/vnd.quancheng.statement+json';
const payload = encodeUtf8('{"a":1}');
const signers = algorithms.map((algorithm, index) => newSigner(algorithm, testSecret(index + 1)));
const publicKeys = keysOf(signers);
const keyIds = [...publicKeys.keys()];

describe('DSSE', () => {
  it('the specification’s example: PAE, and the RFC 6979 signature over it', () => {
    const secret = 97358161215184420915383655311931858321456579547487070936769975997791359926199n;
    const signer = newSigner('ecdsa-p256-sha256', decodeHex(secret.toString(16).padStart(64, '0')));
    const body = encodeUtf8('hello world');
    const pae = preAuthenticationEncoding('http://example.com/HelloWorld', body);
    expect(decodeUtf8(pae)).to.equal('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
    const envelope = signEnvelope('http://example.com/HelloWorld', body, [signer]);
    expect(envelope.payload).to.equal('aGVsbG8gd29ybGQ=');
    expect(envelope.signatures[0]?.sig).to.equal(
      'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==',
    );
  });

  it('PAE counts bytes, not characters, and tells type from body', () => {
    expect(decodeUtf8(preAuthenticationEncoding('类型', encodeUtf8('泉')))).to.equal('DSSEv1 6 类型 3 泉');
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (type, body, otherType, otherBody) => {
        fc.pre(type !== otherType || body !== otherBody);
        const one = preAuthenticationEncoding(type, encodeUtf8(body));
        expect(one).not.to.deep.equal(preAuthenticationEncoding(otherType, encodeUtf8(otherBody)));
      }),
    );
  });

  it('with one signature is taken exactly as JSON is that was parsed and written again', () => {
    const text = decodeUtf8(formatEnvelope(signEnvelope(TYPE, payload, [signers[0]!])));
    const outcome = (read: () => Envelope): unknown => {
      try {
        return read();
      } catch (error) {
        return isQuanchengError(error) ? error.code : error;
      }
    };
    const change = fc.tuple(
      fc.nat({ max: text.length }),
      fc.nat({ max: 2 }),
      fc.constantFrom('', 'A', 'a', '"', '\\', '\\u0041', '=', ' ', '\n', '{', ']', ',', '路', '\u0000'),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 2 }), (changes) => {
        let changed = text;
        for (const [at, removed, put] of changes)
          changed = changed.slice(0, at) + put + changed.slice(at + removed);
        const bytes = encodeUtf8(changed);
        expect(outcome(() => parseEnvelope(bytes))).to.deep.equal(
          outcome(() => envelopeFromJson(parseCanonical(bytes))),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('signs with every algorithm at once, sorted, and reads back what it wrote', () => {
    const envelope = signEnvelope(TYPE, payload, [...signers].reverse());
    expect(envelope.signatures.map(({ keyid }) => keyid)).to.deep.equal([...keyIds].sort());
    const bytes = formatEnvelope(envelope);
    expect(parseEnvelope(bytes)).to.deep.equal(envelope);
    expect(formatEnvelope(parseEnvelope(bytes))).to.deep.equal(bytes);
    expect(unverifiedPayload(envelope)).to.deep.equal(payload);
    expect(verifyEnvelope(envelope, publicKeys, keyIds)).to.deep.equal(payload);
  });

  it('refuses to sign with nobody, or with one key twice', () => {
    expectCode('SIGNER_SET_MISMATCH', () => signEnvelope(TYPE, payload, []));
    expectCode('SIGNER_SET_MISMATCH', () => signEnvelope(TYPE, payload, [signers[0]!, signers[0]!]));
  });

  describe('verification', () => {
    const envelope = signEnvelope(TYPE, payload, signers);

    it('fails when any signature is stripped', () => {
      for (const index of envelope.signatures.keys()) {
        const stripped = { ...envelope, signatures: envelope.signatures.toSpliced(index, 1) };
        expectCode('SIGNER_SET_MISMATCH', () => verifyEnvelope(stripped, publicKeys, keyIds));
      }
    });

    it('fails when there is a signature too many, valid as it is', () => {
      expectCode('SIGNER_SET_MISMATCH', () => verifyEnvelope(envelope, publicKeys, keyIds.slice(1)));
      expectCode('SIGNER_SET_MISMATCH', () => verifyEnvelope(envelope, publicKeys, []));
    });

    it('fails when nobody is required and nobody has signed', () => {
      expectCode('SIGNER_SET_MISMATCH', () =>
        verifyEnvelope({ ...envelope, signatures: [] }, publicKeys, []),
      );
    });

    it('fails when one key’s signature stands in twice for two', () => {
      const [first, second, third] = envelope.signatures;
      const doubled = { ...envelope, signatures: [first!, first!, third!] };
      expectCode('SIGNER_SET_MISMATCH', () => verifyEnvelope(doubled, publicKeys, keyIds));
      const repeated = { ...envelope, signatures: [first!, first!, second!, third!] };
      expectCode('SIGNER_SET_MISMATCH', () => verifyEnvelope(repeated, publicKeys, keyIds));
      const moved = { ...envelope, signatures: [first!, { ...first!, keyid: second!.keyid }, third!] };
      expectCode('SIGNATURE_INVALID', () => verifyEnvelope(moved, publicKeys, keyIds));
    });

    it('fails for an unknown key, and for another key under its id', () => {
      const [first] = keyIds;
      const without = new Map([...publicKeys].filter(([keyId]) => keyId !== first));
      expectCode('KEY_UNKNOWN', () => verifyEnvelope(envelope, without, keyIds));
      const swapped = new Map(publicKeys).set(first!, signers[1]!.publicKey);
      expectCode('KEY_UNKNOWN', () => verifyEnvelope(envelope, swapped, keyIds));
    });

    it('fails when payload or payload type change', () => {
      const other = { ...envelope, payload: encodeBase64(encodeUtf8('{"a":2}')) };
      expectCode('SIGNATURE_INVALID', () => verifyEnvelope(other, publicKeys, keyIds));
      const retyped = { ...envelope, payloadType: 'application/vnd.quancheng.promise+json' };
      expectCode('SIGNATURE_INVALID', () => verifyEnvelope(retyped, publicKeys, keyIds));
    });
  });

  describe('form', () => {
    const envelope = signEnvelope(TYPE, payload, signers.slice(0, 2));
    const good = JSON.parse(decodeUtf8(formatEnvelope(envelope))) as Record<string, unknown>;
    const [first, second] = envelope.signatures;
    const refused: readonly (readonly [string, unknown, Parameters<typeof expectCode>[0]])[] = [
      ['a list', [], 'ENVELOPE_MALFORMED'],
      ['null', null, 'ENVELOPE_MALFORMED'],
      ['an unknown member', { ...good, extra: 1 }, 'ENVELOPE_MALFORMED'],
      ['no payload type', { payload: good['payload'], signatures: good['signatures'] }, 'ENVELOPE_MALFORMED'],
      ['an empty payload type', { ...good, payloadType: '' }, 'ENVELOPE_MALFORMED'],
      ['a payload that is no string', { ...good, payload: 1 }, 'ENVELOPE_MALFORMED'],
      ['URL-safe Base64', { ...good, payload: 'eyJ-_-==' }, 'ENCODING_BASE64'],
      ['Base64 without padding', { ...good, payload: 'eyJhIjoxfQ' }, 'ENCODING_BASE64'],
      ['Base64 with set trailing bits', { ...good, payload: 'eyJhIjoxfR==' }, 'ENCODING_BASE64'],
      ['no signatures', { ...good, signatures: [] }, 'ENVELOPE_MALFORMED'],
      ['signatures that are no list', { ...good, signatures: {} }, 'ENVELOPE_MALFORMED'],
      ['unsorted signatures', { ...good, signatures: [second, first] }, 'ENVELOPE_MALFORMED'],
      ['a keyid twice', { ...good, signatures: [first, first] }, 'ENVELOPE_MALFORMED'],
      [
        'an upper-case keyid',
        { ...good, signatures: [{ ...first, keyid: first!.keyid.toUpperCase() }] },
        'ENVELOPE_MALFORMED',
      ],
      ['no keyid', { ...good, signatures: [{ sig: first!.sig }] }, 'ENVELOPE_MALFORMED'],
      [
        'a member of a signature too many',
        { ...good, signatures: [{ ...first, cert: 'x' }] },
        'ENVELOPE_MALFORMED',
      ],
      ['a short signature', { ...good, signatures: [{ ...first, sig: 'AAAA' }] }, 'ENVELOPE_MALFORMED'],
      ['a signature that is no Base64', { ...good, signatures: [{ ...first, sig: '!' }] }, 'ENCODING_BASE64'],
      ['101 signatures', { ...good, signatures: manySignatures(101) }, 'ENVELOPE_MALFORMED'],
    ];
    for (const [what, value, code] of refused) {
      it(`refuses ${what}`, () => {
        expectCode(code, () => parseEnvelope(encodeUtf8(canonicalText(value))));
      });
    }

    it('accepts 100 signatures', () => {
      expect(
        parseEnvelope(encodeUtf8(canonicalText({ ...good, signatures: manySignatures(100) }))).signatures,
      ).to.have.length(100);
    });

    it('refuses bytes that are not canonical', () => {
      expectCode('JSON_NOT_CANONICAL', () => parseEnvelope(encodeUtf8(JSON.stringify(good, null, 1))));
    });

    it('refuses payloads beyond the limit, exactly', () => {
      const size = payload.length;
      const bytes = formatEnvelope(envelope);
      expect(parseEnvelope(bytes, size)).to.deep.equal(envelope);
      expectCode('ENVELOPE_TOO_LARGE', () => parseEnvelope(bytes, size - 1));
      expectCode('ENVELOPE_TOO_LARGE', () => parseEnvelope(new Uint8Array(200_000), 10));
    });
  });
});

function keysOf(list: readonly Signer[]): Map<KeyId, PublicKey> {
  return new Map(list.map(({ publicKey }) => [publicKey.keyId, publicKey]));
}

function manySignatures(count: number): Envelope['signatures'] {
  const sig = encodeBase64(new Uint8Array(64));
  return Array.from({ length: count }, (_, index) => ({
    keyid: String(index).padStart(64, '0') as KeyId,
    sig,
  }));
}

/** Canonical for these cases: members in order, no escapes. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`).join(',')}}`;
}
