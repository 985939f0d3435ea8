import {
  encodeHex,
  isMemberRecord,
  parsePromise,
  payloadTypes,
  QuanchengError,
  verifyEnvelope,
  unverifiedPayload,
  type BatchStatement,
  type Envelope,
  type LeafHash,
  type LogPromise,
} from '@quancheng/protocol';
import type { EvidencePackage } from '../package/evidence-package.js';
import type { Session } from '../session/session.js';
import type { TrustRoot } from '../trust-root/trust-root.js';

/** A record's proven place, to hold a promise against. */
export interface ProvenEntry {
  readonly evidence: EvidencePackage;
  readonly origin: string;
  readonly leaf: LeafHash;
  readonly batch: BatchStatement | undefined;
}

/**
 * The log made this promise about this record, and kept it.
 * @throws PROMISE_INVALID, PROMISE_BROKEN
 */
export function checkPromise(
  envelope: Envelope,
  proven: ProvenEntry,
  root: TrustRoot,
  session: Session,
): LogPromise {
  const promise = session.promises.take(envelope, () => verifyPromise(envelope, root));
  if (promise.origin !== proven.origin) throw invalid('of another log');
  const isAbout = coversIndex(promise, proven.evidence.proof.index) || namesRecord(promise, proven);
  if (!isAbout) throw invalid('about another record');
  if (isKept(promise, proven)) return promise;
  throw new QuanchengError('PROMISE_BROKEN', 'another entry was promised than the proven one');
}

/** A promise of a log of the trust root, about whatever it is. @throws PROMISE_INVALID and parsing errors */
export function verifyPromise(envelope: Envelope, root: TrustRoot): LogPromise {
  if (envelope.payloadType !== payloadTypes.promise) throw invalid('another payload type');
  const promise = parsePromise(unverifiedPayload(envelope));
  if (promise.audience !== root.ledger) throw invalid('for another ledger');
  const log = root.logs.find(({ origin }) => origin === promise.origin);
  // The index doesn't tell which key: entries that wait for an anchor may have got their promises from the old one.
  const keys = (log?.keys ?? []).map(({ verifierKey }) => verifierKey.publicKey);
  const byId = new Map(keys.map((key) => [key.keyId, key] as const));
  const [signature, ...others] = envelope.signatures;
  if (signature === undefined || others.length > 0) throw invalid('not signed by one key');
  verifyEnvelope(envelope, byId, [signature.keyid]);
  return promise;
}

function coversIndex({ first, size }: LogPromise, index: number): boolean {
  return first <= index && index < first + size;
}

function namesRecord({ leaf, batch }: LogPromise, { evidence, leaf: proven }: ProvenEntry): boolean {
  return leaf === encodeHex(proven) || batch?.envelope === evidence.entry.envelope;
}

function isKept(promise: LogPromise, { evidence, leaf, batch }: ProvenEntry): boolean {
  const { record, entry, proof } = evidence;
  if (promise.received !== entry.received) return false;
  if (!isMemberRecord(record)) return promise.first === proof.index && promise.leaf === encodeHex(leaf);
  return (
    promise.first + record.batch.index === proof.index &&
    promise.size === batch?.size &&
    promise.batch?.envelope === entry.envelope &&
    promise.batch.root === batch.root
  );
}

function invalid(detail: string): QuanchengError {
  return new QuanchengError('PROMISE_INVALID', detail);
}
