import { formatTlogProof, parseEntry, type TlogProof } from '@quancheng/protocol';
import { formatPackage } from '@quancheng/verifier';
import type { AnchoredCheckpoint } from '../anchoring/anchored-checkpoint.js';
import type { GatewayDependencies } from '../dependencies.js';
import { cosignedAfter, coveringAnchor, provingAnchor } from './covering-anchor.js';
import { promiseOf } from './deposit-promise.js';
import type { EvidenceReads } from './endorsed-reads.js';
import type { FoundRecord } from './found-record.js';

/**
 * C2SP tlog-proof of a record's entry in the first anchored checkpoint that covers it and that a quorum of witnesses has
 * cosigned, or, until there is one, in the first that covers it.
 * @throws NOT_YET_ANCHORED
 */
export async function proveRecord(
  dependencies: GatewayDependencies,
  { index }: FoundRecord,
): Promise<string> {
  const anchor = await provingAnchor(dependencies, index);
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
  const anchor = await coveringAnchor(dependencies, found.index);
  const cosigned = await cosignedAfter(dependencies, anchor);
  return formatPackage({
    record: found.record,
    entry: parseEntry(found.entry),
    proof: await proofUnder(dependencies, anchor, found.index),
    promise: promiseOf(dependencies, found.deposit),
    ...(cosigned === undefined ? {} : { cosigned }),
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
