import {
  decodeBase64,
  parseEnvelope,
  payloadTypes,
  preAuthenticationEncoding,
  QuanchengError,
  unverifiedPayload,
  verifySignature,
  type Envelope,
} from '@quancheng/protocol';
import { parseTrustRoot } from './parse-trust-root.js';
import type { Organisation, TrustRoot } from './trust-root.js';

const PAYLOAD_LIMIT = 8 * 1_048_576;

/**
 * Parses a signed trust root and checks that its own administrators' signatures hold; a first root must meet its
 * own threshold. That makes it well formed, not trustworthy: pin it by its fingerprint (openTrustRoot), or accept
 * it as the successor of a pinned one (acceptSuccessor).
 * @param envelopeBytes canonical JSON
 * @throws TRUST_ROOT_INVALID
 */
export function verifyTrustRoot(envelopeBytes: Uint8Array): TrustRoot {
  const { envelope, root } = parseSigned(envelopeBytes);
  const operators = signingOperators(envelope, root.organisations);
  if (root.sequence === 1 && operators.size < root.signatures.threshold) {
    throw new QuanchengError('TRUST_ROOT_INVALID', 'the first root is signed by too few operators');
  }
  return root;
}

/**
 * The trust root in an envelope, if its fingerprint is the pinned one.
 * @throws TRUST_ROOT_INVALID, TRUST_ROOT_NOT_PINNED
 */
export function openTrustRoot(envelopeBytes: Uint8Array, pinnedFingerprint: string): TrustRoot {
  const root = verifyTrustRoot(envelopeBytes);
  if (root.fingerprint !== pinnedFingerprint) throw notPinned('another fingerprint than the pinned one');
  return root;
}

/**
 * The successor of a pinned trust root: next in sequence, naming the pinned one, of the same ledger, and signed by
 * administrators of enough different operators of the *pinned* root.
 * @throws TRUST_ROOT_INVALID, TRUST_ROOT_NOT_PINNED
 */
export function acceptSuccessor(pinned: TrustRoot, envelopeBytes: Uint8Array): TrustRoot {
  const root = verifyTrustRoot(envelopeBytes);
  if (root.sequence !== pinned.sequence + 1) throw notPinned('not the next in sequence');
  if (root.previous !== pinned.fingerprint) throw notPinned('not a successor of the pinned root');
  if (root.ledger !== pinned.ledger) throw notPinned('of another ledger');
  const operators = signingOperators(parseSigned(envelopeBytes).envelope, pinned.organisations);
  if (operators.size < pinned.signatures.threshold)
    throw notPinned('signed by too few operators of the pinned root');
  return root;
}

/**
 * The operators of `by` whose administrators have signed an envelope: how far a successor is on its way.
 * @throws TRUST_ROOT_INVALID if a signature of one of them does not verify
 */
export function signingOperatorsOf(envelopeBytes: Uint8Array, by: TrustRoot): ReadonlySet<string> {
  return signingOperators(parseSigned(envelopeBytes).envelope, by.organisations);
}

function parseSigned(envelopeBytes: Uint8Array): { readonly envelope: Envelope; readonly root: TrustRoot } {
  let envelope: Envelope;
  try {
    envelope = parseEnvelope(envelopeBytes, PAYLOAD_LIMIT);
  } catch (cause) {
    throw new QuanchengError('TRUST_ROOT_INVALID', 'not an envelope', { cause });
  }
  if (envelope.payloadType !== payloadTypes.trustRoot)
    throw new QuanchengError('TRUST_ROOT_INVALID', 'another payload type');
  return { envelope, root: parseTrustRoot(unverifiedPayload(envelope)) };
}

/** The operators whose administrators signed. Signatures by other keys prove nothing here; a bad one of an administrator refuses all. */
function signingOperators(envelope: Envelope, organisations: readonly Organisation[]): ReadonlySet<string> {
  const message = preAuthenticationEncoding(envelope.payloadType, unverifiedPayload(envelope));
  const operators = new Set<string>();
  for (const { keyid, sig } of envelope.signatures) {
    const organisation = organisations.find(({ administrator }) => administrator.keyId === keyid);
    if (organisation === undefined) continue;
    if (!verifySignature(organisation.administrator, message, decodeBase64(sig))) {
      throw new QuanchengError(
        'TRUST_ROOT_INVALID',
        `the signature of ${organisation.mspId}'s administrator does not verify`,
      );
    }
    operators.add(organisation.operator);
  }
  return operators;
}

function notPinned(detail: string): QuanchengError {
  return new QuanchengError('TRUST_ROOT_NOT_PINNED', detail);
}
