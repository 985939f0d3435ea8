import { payloadTypes, signEnvelope, type Envelope } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { formatPromisePayload, type PromisePlace, type PromiseSubject } from './promise-payload.js';

type PromiseParts = Pick<GatewayDependencies, 'signer' | 'promiseKeys' | 'audience' | 'inclusionPeriod'>;

/**
 * The log's promise (docs/specs/log.md). A pure function of what is on disk: body, index, receipt time, and the
 * inclusion period and key of the log at that index; Ed25519 is deterministic. So the same bytes come again after any restart.
 */
export function newPromise(parts: PromiseParts, subject: PromiseSubject, place: PromisePlace): Envelope {
  const signer = parts.promiseKeys.signerAt(place.first);
  return signEnvelope(payloadTypes.promise, payloadOf(parts, subject, place), [signer]);
}

function payloadOf(
  { signer: { origin }, audience, inclusionPeriod }: PromiseParts,
  subject: PromiseSubject,
  place: PromisePlace,
): Uint8Array {
  return formatPromisePayload({ audience, origin, inclusionPeriod }, subject, place);
}
