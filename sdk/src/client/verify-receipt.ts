import {
  encodeHex,
  entryLeafHash,
  type Envelope,
  envelopeDigest,
  isRecordStatement,
  type LogPromise,
  parsePromise,
  parseStatement,
  payloadTypes,
  QuanchengError,
  statementDigests,
  statementKind,
  unverifiedPayload,
  verifyEnvelope,
} from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import type { Acknowledgement } from './acknowledgement.js';

/**
 * Checks that an acknowledgement is the log's signed promise about exactly what was sent. The log's keys come from
 * the pinned trust root: not the gateway says who may promise.
 * @param sent the envelope of the single record, or of the batch
 * @throws PROMISE_INVALID if it is not, PROMISE_BROKEN if it is a promise about something else
 */
export function verifyReceipt(
  acknowledgement: Acknowledgement,
  sent: Envelope,
  trustRoot: TrustRoot,
): LogPromise {
  const promise = verifyPromise(acknowledgement.promise, sent, trustRoot);
  const { first, size, received } = promise;
  const { index } = acknowledgement;
  if (first !== index || size !== acknowledgement.size || received !== acknowledgement.received) {
    throw new QuanchengError('PROMISE_BROKEN', 'the promise and the answer that brings it differ');
  }
  return promise;
}

/**
 * The promise in an envelope, if a log of the trust root signed it about exactly what was sent.
 * @throws PROMISE_INVALID, PROMISE_BROKEN
 */
export function verifyPromise(envelope: Envelope, sent: Envelope, trustRoot: TrustRoot): LogPromise {
  const promise = openPromise(envelope, trustRoot);
  if (!isPromiseFor(promise, sent))
    throw new QuanchengError('PROMISE_BROKEN', 'the promise is about another record');
  return promise;
}

/** The promise in an envelope, if a log of the trust root signed it for this ledger. @throws PROMISE_INVALID */
export function openPromise(envelope: Envelope, trustRoot: TrustRoot): LogPromise {
  if (envelope.payloadType !== payloadTypes.promise) throw invalid('another payload type');
  try {
    const promise = parsePromise(unverifiedPayload(envelope));
    if (promise.audience !== trustRoot.ledger) throw invalid('a promise of another ledger');
    verifyEnvelope(envelope, logKeys(promise, trustRoot), signerOf(envelope));
    return promise;
  } catch (cause) {
    if (cause instanceof QuanchengError && cause.code === 'PROMISE_INVALID') throw cause;
    throw invalid(cause instanceof QuanchengError ? cause.detail : 'not a promise', cause);
  }
}

/** All keys of the log: while it rotates, entries beyond the old key's last tree get their promises from either. */
function logKeys({ origin }: LogPromise, { logs }: TrustRoot) {
  const keys = logs.find((log) => log.origin === origin)?.keys ?? [];
  if (keys.length === 0) throw invalid(`no key of a log ${origin} in the trust root`);
  return new Map(keys.map(({ verifierKey: { publicKey } }) => [publicKey.keyId, publicKey]));
}

/** One key signs, whichever of the log's it is. */
function signerOf({ signatures }: Envelope) {
  return signatures.slice(0, 1).map(({ keyid }) => keyid);
}

function isPromiseFor(promise: LogPromise, sent: Envelope): boolean {
  const payload = unverifiedPayload(sent);
  const statement = parseStatement(payload);
  const envelope = envelopeDigest(sent);
  if (statement.schema === 'quancheng/batch/v1') {
    const { batch } = promise;
    return batch?.envelope === envelope && batch.root === statement.root && promise.size === statement.size;
  }
  if (!isRecordStatement(statement)) return false;
  const entry = {
    schema: 'quancheng/entry/v1' as const,
    kind: statementKind(statement),
    ...statementDigests(payload),
    envelope,
    received: promise.received,
  };
  return promise.leaf === encodeHex(entryLeafHash(entry));
}

function invalid(detail: string, cause?: unknown): QuanchengError {
  return new QuanchengError('PROMISE_INVALID', detail, { cause });
}
