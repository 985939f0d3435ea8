import {
  decodeUtf8,
  encodeBase64,
  encodeUtf8,
  formatCanonical,
  formatEnvelope,
  newSigner,
  signEnvelope,
  type Envelope,
  type ErrorCode,
  type JsonValue,
  type Signer,
} from '@quancheng/protocol';
import { testSecret } from '../support/back-ends.js';
import { hex, unhex, type VectorFile } from './vector-file.js';

/** An envelope, the keys that are known, and those that must have signed. */
export interface EnvelopeCase {
  readonly name: string;
  readonly envelope: string;
  readonly publicKeys: readonly string[];
  readonly required: readonly string[];
  readonly payload?: string;
  readonly code?: ErrorCode;
}

const TYPE = 'application/vnd.quancheng.statement+json';
const payload = encodeUtf8('{"a":1}');
// OpenSSL 3.0 made this over the PAE of that payload: SM2's nonce is random.
const SM2_SIGNATURE =
  'b87c6f8a4391a560003bd532c607fc161fecc40c7736429d38015b1be0e382c305e8e643c032acb81e43f8b6f9412f9f4ff2c6d954af6ec5fe0cbd4bf0a6eb23';

const sm2 = newSigner('sm2-sm3', testSecret(3));
const fixedSm2: Signer = { publicKey: sm2.publicKey, sign: () => unhex(SM2_SIGNATURE) };
const signers = [
  newSigner('ed25519', testSecret(1)),
  newSigner('ecdsa-p256-sha256', testSecret(2)),
  fixedSm2,
];
const publicKeys = signers.map(({ publicKey }) => encodeBase64(publicKey.spki));
const required = signers.map(({ publicKey }) => publicKey.keyId);

const envelope = signEnvelope(TYPE, payload, signers);
const [first, second, third] = envelope.signatures;
const other = signEnvelope(TYPE, encodeUtf8('{"a":2}'), signers.slice(0, 1));

const cases: readonly EnvelopeCase[] = [
  { ...of('three algorithms', envelope), payload: hex(payload) },
  {
    ...of('one signer', signEnvelope(TYPE, payload, signers.slice(0, 1))),
    required: required.slice(0, 1),
    payload: hex(payload),
  },
  bad('a signature is stripped', { ...envelope, signatures: [first, third] }, 'SIGNER_SET_MISMATCH'),
  {
    ...bad('one signature more than required', envelope, 'SIGNER_SET_MISMATCH'),
    required: required.slice(1),
  },
  { ...bad('a key is unknown', envelope, 'KEY_UNKNOWN'), publicKeys: publicKeys.slice(1) },
  bad('another payload', { ...envelope, payload: other.payload }, 'SIGNATURE_INVALID'),
  bad('another payload type', { ...envelope, payloadType: `${TYPE}x` }, 'SIGNATURE_INVALID'),
  bad('two signatures exchanged', exchanged(), 'SIGNATURE_INVALID'),
  bad('signatures out of order', { ...envelope, signatures: [second, first, third] }, 'ENVELOPE_MALFORMED'),
  bad('a keyid twice', { ...envelope, signatures: [first, first, second, third] }, 'ENVELOPE_MALFORMED'),
  bad('no signatures', { ...envelope, signatures: [] }, 'ENVELOPE_MALFORMED'),
  bad('an unlisted member', { ...envelope, extra: true }, 'ENVELOPE_MALFORMED'),
  bad(
    'a keyid in upper case',
    { ...envelope, signatures: [{ ...first, keyid: 'A'.repeat(64) }] },
    'ENVELOPE_MALFORMED',
  ),
  bad(
    'a signature of 63 bytes',
    { ...envelope, signatures: [{ ...first, sig: encodeBase64(new Uint8Array(63)) }] },
    'ENVELOPE_MALFORMED',
  ),
  bad('Base64 without padding', { ...envelope, payload: 'eyJhIjoxfQ' }, 'ENCODING_BASE64'),
  bad('Base64 with trailing bits', { ...envelope, payload: 'eyJhIjoxfR==' }, 'ENCODING_BASE64'),
  {
    ...of('not canonical', envelope),
    envelope: ` ${decodeUtf8(formatEnvelope(envelope))}`,
    code: 'JSON_NOT_CANONICAL',
  },
];

export const envelopeVectors: VectorFile = {
  description:
    'DSSE envelopes (docs/specs/envelope.md): reading, then verifying that exactly the required keys signed.',
  fields: {
    envelope: 'the envelope’s text',
    publicKeys: 'Base64 DER of the keys that are known',
    required: 'KeyIds that must have signed',
    payload: 'hex; the verified payload',
    code: 'error of reading or verifying; absent where the envelope verifies',
  },
  cases,
};

function of(name: string, value: Envelope): EnvelopeCase {
  return { name, envelope: decodeUtf8(formatEnvelope(value)), publicKeys, required };
}

function bad(name: string, value: object, code: ErrorCode): EnvelopeCase {
  return { name, envelope: formatCanonical(value as JsonValue), publicKeys, required, code };
}

function exchanged(): object {
  return {
    ...envelope,
    signatures: [{ ...first, sig: second?.sig }, { ...second, sig: first?.sig }, third],
  };
}
