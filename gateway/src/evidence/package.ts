import { formatTlogProof, parseEntry, type TlogProof } from '@quancheng/protocol';
import { formatPackage } from '@quancheng/verifier';
import type { AnchoredCheckpoint } from '../anchoring/anchored-checkpoint.js';
import type { GatewayDependencies } from '../dependencies.js';
import { coveringAnchor } from './covering-anchor.js';
import { promiseOf } from './deposit-promise.js';
import type { EvidenceReads } from './endorsed-reads.js';
import type { FoundRecord } from './found-record.js';

/** C2SP tlog-proof of a record's entry in the first anchored checkpoint that covers it. @throws NOT_YET_ANCHORED */
export async function proveRecord(
  dependencies: GatewayDependencies,
  { index }: FoundRecord,
): Promise<string> {
  const anchor = await coveringAnchor(dependencies.anchors, index);
  return formatTlogProof(await proofUnder(dependencies, anchor, index));
}

/**
 * The evidence package's bytes (docs/specs/package.md) without the original, which the gateway never sees.
 * @throws NOT_YET_ANCHORED, NETWORK_UNAVAILABLE
 */
export async function assemblePackage(
  dependencies: GatewayDependencies,
  reads: EvidenceReads,
  found: FoundRecord,
): Promise<Uint8Array> {
  const anchor = await coveringAnchor(dependencies.anchors, found.index);
  return formatPackage({
    record: found.record,
    entry: parseEntry(found.entry),
    proof: await proofUnder(dependencies, anchor, found.index),
    promise: promiseOf(dependencies, found.deposit),
    reads: await reads.of(anchor, found.signers),
  });
}

async function proofUnder(
  { log }: GatewayDependencies,
  { size, note }: AnchoredCheckpoint,
  index: number,
): Promise<TlogProof> {
  return { index, hashes: await log.inclusionProof(index, size), checkpoint: note };
}
