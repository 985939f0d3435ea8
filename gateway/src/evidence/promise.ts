import {
  encodeHex,
  formatPromise,
  formatTime,
  leafHash,
  parseTime,
  payloadTypes,
  signEnvelope,
  type Envelope,
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

/**
 * The log's promise (docs/specs/log.md). A pure function of what is on disk: body, index, receipt time, and the
 * inclusion period and key of the log at that index; Ed25519 is deterministic. So the same bytes come again after any restart.
 */
export function newPromise(
  {
    signer,
    promiseKeys,
    audience,
    inclusionPeriod,
  }: Pick<GatewayDependencies, 'signer' | 'promiseKeys' | 'audience' | 'inclusionPeriod'>,
  subject: PromiseSubject,
  { first, count, received }: PromisePlace,
): Envelope {
  // In canonical order, which is written faster.
  const payload = formatPromise({
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
  return signEnvelope(payloadTypes.promise, payload, [promiseKeys.signerAt(first)]);
}
