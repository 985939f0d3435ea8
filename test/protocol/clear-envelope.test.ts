import {
  canonicalize,
  encodeUtf8,
  formatCanonical,
  formatClearEnvelope,
  isClearEnvelope,
  openClearEnvelope,
  signedMessageOf,
  parseCanonical,
  payloadTypes,
  signEnvelope,
  verifySignedMessage,
  newSigner,
  type Envelope,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { testSecret } from './support/back-ends.js';
import { expectCode } from './support/expect-code.js';

const signer = newSigner('ed25519', testSecret(1));
const { keyId } = signer.publicKey;

function sign(payload: Uint8Array, type: string = payloadTypes.statement): Envelope {
  return signEnvelope(type, payload, [signer]);
}

/** As the contract reads an item of a list. */
function read(text: string): JsonValue {
  return (parseCanonical(encodeUtf8(`[${text}]`)) as readonly JsonValue[])[0] ?? null;
}

function nested(depth: number): JsonValue {
  return depth === 0 ? 1 : { a: nested(depth - 1) };
}

describe('an envelope in the clear', () => {
  it('says exactly what the envelope says, whatever its members are called', () => {
    // Engines put names that are numbers before others, and 9 before 10; canonical JSON doesn't.
    const name = fc.oneof(fc.string(), fc.constantFrom('10', '9', 'b', 'é', '__proto__'));
    const value = fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.array(fc.boolean()));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (members) => {
        const statement = Object.fromEntries(members) as JsonObject;
        const envelope = sign(canonicalize(statement));
        const text = formatClearEnvelope(envelope)!;
        const item = read(text);
        expect(isClearEnvelope(item)).to.equal(true);
        const clear = openClearEnvelope(item);
        expect(clear.envelope).to.deep.equal(signedMessageOf(envelope));
        expect(formatCanonical(clear.statement)).to.equal(formatCanonical(statement));
        verifySignedMessage(clear.envelope, new Map([[keyId, signer.publicKey]]), [keyId]);
      }),
      { numRuns: 50 },
    );
  });

  it('does not exist for what is no canonical object, too deep, or no statement', () => {
    const texts = ['{"b":1,"a":2}', '{ }', '{', '[]', '1', '{"a":1.5}', '{"a":1,"a":1}'];
    for (const text of texts) expect(formatClearEnvelope(sign(encodeUtf8(text))), text).to.equal(undefined);
    expect(formatClearEnvelope(sign(Uint8Array.of(0x7b, 0xff)))).to.equal(undefined);
    expect(formatClearEnvelope(sign(encodeUtf8('{}'), payloadTypes.promise))).to.equal(undefined);
    expect(formatClearEnvelope(sign(canonicalize(nested(31))))).to.equal(undefined);
    expect(read(formatClearEnvelope(sign(canonicalize(nested(30))))!)).to.be.an('object');
  });

  it('has these two members, a signature at least and a statement of 1 MiB at most', () => {
    const { signatures, statement } = read(formatClearEnvelope(sign(encodeUtf8('{}')))!) as JsonObject;
    const malformed: readonly JsonValue[] = [
      { statement: statement! },
      { signatures: signatures!, statement: [] },
      { signatures: [], statement: statement! },
      { signatures: signatures!, statement: statement!, payloadType: payloadTypes.statement },
      { signatures: [{ keyid: keyId }], statement: statement! },
    ];
    for (const each of malformed) expectCode('ENVELOPE_MALFORMED', () => openClearEnvelope(each));
    const large = { signatures: signatures!, statement: { a: 'x'.repeat(1_048_576) } };
    expectCode('ENVELOPE_TOO_LARGE', () => openClearEnvelope(large));
    expect(isClearEnvelope({ payload: '' })).to.equal(false);
    expect(isClearEnvelope('statement')).to.equal(false);
  });
});
