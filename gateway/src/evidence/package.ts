import { formatTlogProof, parseCanonical, type JsonObject } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { coveringAnchor } from './covering-anchor.js';
import { promiseOf } from './deposit-promise.js';
import type { EvidenceReads } from './endorsed-reads.js';
import type { FoundRecord } from './found-record.js';
import { envelopeJson, recordJson } from './json-forms.js';

/** C2SP tlog-proof of a record's entry in the first anchored checkpoint that covers it. @throws NOT_YET_ANCHORED */
export async function proveRecord(
  { anchors, log }: GatewayDependencies,
  { index }: FoundRecord,
): Promise<string> {
  const { size, note } = await coveringAnchor(anchors, index);
  return formatTlogProof({ index, hashes: await log.inclusionProof(index, size), checkpoint: note });
}

/**
 * The evidence package (docs/specs/package.md) without the original, which the gateway never sees.
 * @throws NOT_YET_ANCHORED, NETWORK_UNAVAILABLE
 */
export async function assemblePackage(
  dependencies: GatewayDependencies,
  reads: EvidenceReads,
  found: FoundRecord,
): Promise<JsonObject> {
  const anchor = await coveringAnchor(dependencies.anchors, found.index);
  return {
    schema: 'quancheng/package/v1',
    record: recordJson(found.record),
    entry: parseCanonical(found.entry),
    proof: await proveRecord(dependencies, found),
    promise: envelopeJson(promiseOf(dependencies, found.deposit)),
    reads: [...(await reads.of(anchor, found.signers))],
  };
}
