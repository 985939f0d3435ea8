import {
  encodeHex,
  formatPromise,
  formatTime,
  leafHash,
  parseTime,
  payloadTypes,
  signEnvelope,
  signEnvelopeAside,
  type Envelope,
  type Signer,
} from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';

/** What a promise is about: a single record's entry, or a batch (hex digests). */
export type PromiseSubject =
  | { readonly kind: 'record'; readonly entry: Uint8Array }
  | { readonly kind: 'batch'; readonly envelope: string; readonly root: string };

/** Where it stands in the log. */
export interface PromisePlace {
  /** Index of the (first) entry. */
  readonly first: number;
  readonly count: number;
  readonly received: string;
}

type PromiseParts = Pick<GatewayDependencies, 'signer' | 'promiseKeys' | 'audience' | 'inclusionPeriod'>;

/**
 * The log's promise (docs/specs/log.md). A pure function of what is on disk: body, index, receipt time, and the
 * inclusion period and key of the log at that index; Ed25519 is deterministic. So the same bytes come again after any restart.
 */
export function newPromise(parts: PromiseParts, subject: PromiseSubject, place: PromisePlace): Envelope {
  return signEnvelope(payloadTypes.promise, payloadOf(parts, subject, place), [signerOf(parts, place)]);
}

/** The same promise, signed while this thread goes on. */
export function newPromiseAside(
  parts: PromiseParts,
  subject: PromiseSubject,
  place: PromisePlace,
): Promise<Envelope> {
  return signEnvelopeAside(payloadTypes.promise, payloadOf(parts, subject, place), [signerOf(parts, place)]);
}

function signerOf({ promiseKeys }: PromiseParts, { first }: PromisePlace): Signer {
  return promiseKeys.signerAt(first);
}

function payloadOf(
  { signer, audience, inclusionPeriod }: PromiseParts,
  subject: PromiseSubject,
  { first, count, received }: PromisePlace,
): Uint8Array {
  // In canonical order, which is written faster.
  return formatPromise({
    audience,
    first,
    includedBy: formatTime(parseTime(received) + inclusionPeriod),
    ...(subject.kind === 'record' ? { leaf: encodeHex(leafHash(subject.entry)) } : {}),
    origin: signer.origin,
    received,
    schema: 'quancheng/promise/v1',
    size: count,
    ...(subject.kind === 'batch' ? { batch: { envelope: subject.envelope, root: subject.root } } : {}),
  });
}
