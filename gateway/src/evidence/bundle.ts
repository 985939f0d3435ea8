import {
  encodeBase64,
  encodeHex,
  formatCanonical,
  leafHash,
  parseCanonical,
  type JsonObject,
} from '@quancheng/protocol';
import type { AnchoredCheckpoint } from '../anchoring/anchored-checkpoint.js';
import type { GatewayDependencies } from '../dependencies.js';
import { cosignedAfter, coveringAnchor } from './covering-anchor.js';
import { promiseOf } from './deposit-promise.js';
import type { EvidenceReads } from './endorsed-reads.js';
import { memberRecord, type FoundMember } from './found-record.js';
import { envelopeJson } from './json-forms.js';
import { newRangeProofs } from './range-proofs.js';
import type { StoredBatch } from './stored-deposit.js';

/** Members of a batch that one anchored checkpoint covers first. */
interface Covered {
  readonly anchor: AnchoredCheckpoint;
  readonly first: number;
  readonly count: number;
}

/**
 * A batch's bundle (docs/specs/package.md) as pieces of its canonical JSON, so that it is never whole in memory.
 * @throws NOT_YET_ANCHORED before the first piece, unless all members are covered; NETWORK_UNAVAILABLE
 */
export async function assembleBundle(
  dependencies: GatewayDependencies,
  evidenceReads: EvidenceReads,
  batch: StoredBatch,
): Promise<AsyncGenerator<string>> {
  const covered = await coverMembers(dependencies, batch);
  const reads = new Set<string>();
  for (const { anchor } of covered) {
    for (const read of await evidenceReads.of(anchor, batch.header.statement.signers))
      reads.add(encodeBase64(read));
  }
  const head = {
    batches: [envelopeJson(batch.header.envelope)],
    checkpoints: covered.map(({ anchor }) => anchor.note),
    ...(await cosignedMember(dependencies, covered)),
    promises: [envelopeJson(promiseOf(dependencies, batch))],
    reads: [...reads],
  };
  return formatBundle(head, memberPieces(dependencies, batch, covered));
}

/** The member `cosigned`, if any of the checkpoints needs one. */
async function cosignedMember(
  dependencies: GatewayDependencies,
  covered: readonly Covered[],
): Promise<{ readonly cosigned?: JsonObject[] }> {
  const cosigned: JsonObject[] = [];
  for (const [of, { anchor }] of covered.entries()) {
    const later = await cosignedAfter(dependencies, anchor);
    if (later !== undefined)
      cosigned.push({ checkpoint: later.checkpoint, of, proof: later.proof.map(encodeHex) });
  }
  return cosigned.length === 0 ? {} : { cosigned };
}

async function* formatBundle(
  head: Parameters<typeof formatCanonical>[0],
  records: AsyncIterable<string>,
): AsyncGenerator<string> {
  // `records` and `schema` come last in canonical order.
  yield `${formatCanonical(head).slice(0, -1)},"records":[`;
  let separator = '';
  for await (const record of records) {
    yield separator + record;
    separator = ',';
  }
  yield '],"schema":"quancheng/bundle/v1"}';
}

async function coverMembers(dependencies: GatewayDependencies, { stored }: StoredBatch): Promise<Covered[]> {
  const covered: Covered[] = [];
  const end = stored.first + stored.count;
  for (let first = stored.first; first < end; ) {
    const anchor = await coveringAnchor(dependencies, first);
    const count = Math.min(anchor.size, end) - first;
    covered.push({ anchor, first, count });
    first += count;
  }
  return covered;
}

async function* memberPieces(
  dependencies: GatewayDependencies,
  batch: StoredBatch,
  covered: readonly Covered[],
): AsyncGenerator<string> {
  for (const [checkpoint, part] of covered.entries()) {
    const members = Array.from({ length: part.count }, (_, place) =>
      memberRecord(batch, part.first - batch.stored.first + place),
    );
    const proofOf = await rangeProofs(dependencies, part, members);
    for (const member of members) yield formatMember(member, checkpoint, proofOf(member.index));
  }
}

async function rangeProofs(
  { log }: GatewayDependencies,
  { anchor, first, count }: Covered,
  members: readonly FoundMember[],
) {
  return newRangeProofs({
    first,
    leaves: members.map(({ entry }) => leafHash(entry)),
    size: anchor.size,
    firstProof: await log.inclusionProof(first, anchor.size),
    lastProof: await log.inclusionProof(first + count - 1, anchor.size),
  });
}

function formatMember(
  { record, entry, index }: FoundMember,
  checkpoint: number,
  proof: readonly Uint8Array[],
): string {
  return formatCanonical({
    batch: 0,
    checkpoint,
    entry: parseCanonical(entry),
    index,
    member: record.batch.index,
    path: record.batch.path,
    payload: record.payload,
    promise: 0,
    proof: proof.map(encodeHex),
  });
}
