import {
  encodeHex,
  encodeUtf8,
  isJsonObject,
  parseCanonical,
  QuanchengError,
  sha256,
  type TlogPolicy,
  type VerifierKey,
} from '@quancheng/protocol';
import type { AnchoredCheckpoint } from '../anchoring/anchored-checkpoint.js';
import type { AnchorStore } from '../anchoring/anchor-store.js';
import { openLevelCosignatureStore } from '../store/level-cosignature-store.js';
import { takeOverLines } from '../store/take-over-lines.js';
import type { Cosignatures, CosignatureStore, MarkedCosignatures } from './cosignature-store.js';
import { QuorumWatch, witnessName } from './quorum.js';

/** The anchored checkpoints with what the witnesses put below them. */
export interface CosignedCheckpoints {
  /** The note with all its cosignatures. */
  withCosignatures(anchor: AnchoredCheckpoint): Promise<AnchoredCheckpoint>;
  /**
   * Size of the first checkpoint, this large at least, that a quorum has cosigned; undefined if there is none, or if the
   * trust root names no witnesses.
   */
  quorateFrom(size: number): Promise<number | undefined>;
  /** Size of the newest checkpoint that anybody has cosigned. */
  readonly newest: number | undefined;
  /** Size of the newest checkpoint that this witness has cosigned; 0 if none. */
  sizeOf(witness: VerifierKey): number;
  /** On the medium when it returns. Sizes must not fall. */
  add(cosignatures: Cosignatures): Promise<void>;
  /** Takes another policy for what is cosigned from now on; a restart judges what was cosigned before by it, too. */
  follow(policy: TlogPolicy | undefined): void;
  close(): Promise<void>;
}

/**
 * @param directory the store's folder; `<directory>.ndjson`, where earlier versions kept them, is taken over
 * @throws LOG_LOCKED, LOG_CHECKPOINTS_CORRUPT
 */
export async function openCosignedCheckpoints(
  directory: string,
  policy: TlogPolicy | undefined,
): Promise<CosignedCheckpoints> {
  const store = await openLevelCosignatureStore(directory);
  if (store.policy !== policyDigest(policy))
    await store.markQuorums(policyDigest(policy), quorateSizes(store.all(), policy));
  const watch = new QuorumWatch(policy);
  const isEmpty = store.newest === undefined;
  await takeOverLines(`${directory}.ndjson`, async (lines) => {
    if (isEmpty) await store.add([...markedInOrder(lines.map(parseLine), policy)]);
  });
  if (store.newest !== undefined) watch.keep({ size: store.newest, lines: await store.read(store.newest) });
  return {
    withCosignatures: (anchor) => addLines(store, anchor),
    quorateFrom: (size) => store.quorateFrom(size),
    get newest() {
      return store.newest;
    },
    sizeOf: (witness) => store.sizeOf(witnessName(witness)),
    async add(cosignatures) {
      await store.add([watch.mark(cosignatures)]);
      watch.keep(cosignatures);
    },
    follow: (next) => watch.follow(next),
    close: () => store.close(),
  };
}

/** What the gateway has of checkpoints: which were anchored, and who cosigned them. */
export interface Checkpoints {
  readonly anchors: AnchorStore;
  readonly cosigned: CosignedCheckpoints;
}

async function addLines(store: CosignatureStore, anchor: AnchoredCheckpoint): Promise<AnchoredCheckpoint> {
  const lines = await store.read(anchor.size);
  return lines === '' ? anchor : { ...anchor, note: anchor.note + lines };
}

/** A trust root may name other witnesses than the one before it. */
async function* quorateSizes(
  all: AsyncIterable<Cosignatures>,
  policy: TlogPolicy | undefined,
): AsyncGenerator<number> {
  const watch = new QuorumWatch(policy);
  for await (const each of all) {
    if (watch.mark(each).isQuorum) yield each.size;
    watch.keep(each);
  }
}

function* markedInOrder(
  all: readonly Cosignatures[],
  policy: TlogPolicy | undefined,
): Generator<MarkedCosignatures> {
  const watch = new QuorumWatch(policy);
  for (const each of all) {
    yield watch.mark(each);
    watch.keep(each);
  }
}

function policyDigest(policy: TlogPolicy | undefined): string {
  return policy === undefined ? 'none' : encodeHex(sha256(encodeUtf8(JSON.stringify(policy))));
}

function parseLine(text: string): Cosignatures {
  const line = parseCanonical(encodeUtf8(text));
  const { size, lines } = isJsonObject(line) ? line : {};
  if (typeof size !== 'number' || typeof lines !== 'string')
    throw new QuanchengError('LOG_CHECKPOINTS_CORRUPT', 'the file of cosignatures: a line lacks its members');
  return { size, lines };
}
