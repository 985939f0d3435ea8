import { meetsQuorum, parseNote, type TlogPolicy, type VerifierKey } from '@quancheng/protocol';
import type { AnchoredCheckpoint } from '../anchoring/anchored-checkpoint.js';
import type { AnchorStore } from '../anchoring/anchor-store.js';
import { openCosignatureStore, type Cosignatures, type CosignatureStore } from './cosignature-store.js';

/** The anchored checkpoints with what the witnesses put below them. */
export interface CosignedCheckpoints {
  /** The note with all its cosignatures. */
  withCosignatures(anchor: AnchoredCheckpoint): Promise<AnchoredCheckpoint>;
  /**
   * Size of the first checkpoint, this large at least, that a quorum has cosigned; undefined if there is none, or if the
   * trust root names no witnesses.
   */
  quorateFrom(size: number): number | undefined;
  /** Size of the newest checkpoint that anybody has cosigned. */
  readonly newest: number | undefined;
  /** Size of the newest checkpoint that this witness has cosigned; 0 if none. */
  sizeOf(witness: VerifierKey): number;
  /** On the medium when it returns. Sizes must not fall. */
  add(cosignatures: Cosignatures): Promise<void>;
  close(): Promise<void>;
}

/** Who has cosigned which size, by name and key hash. */
class Progress {
  readonly quorate: number[] = [];
  readonly sizes = new Map<string, number>();
  newest: number | undefined;
  /** Those of the policy's witnesses that cosigned `newest`. */
  readonly #cosigners = new Set<VerifierKey>();

  constructor(private readonly policy: TlogPolicy | undefined) {}

  note({ size, lines }: Cosignatures): void {
    if (size !== this.newest) this.#cosigners.clear();
    this.newest = size;
    for (const { name, keyHash } of parseNote(`\n\n${lines}`).signatures) {
      this.sizes.set(`${name} ${keyHash}`, size);
      const known = this.policy?.witnesses.find(
        ({ verifierKey }) => verifierKey.name === name && verifierKey.keyHash === keyHash,
      );
      if (known !== undefined) this.#cosigners.add(known.verifierKey);
    }
    const isQuorum = this.policy !== undefined && meetsQuorum(this.policy, this.#cosigners);
    if (isQuorum && this.quorate.at(-1) !== size) this.quorate.push(size);
  }
}

/** @throws LOG_TREE_CORRUPT if the file is not what this wrote */
export async function openCosignedCheckpoints(
  path: string,
  policy: TlogPolicy | undefined,
): Promise<CosignedCheckpoints> {
  const progress = new Progress(policy);
  const store = await openCosignatureStore(path, (each) => progress.note(each));
  return {
    withCosignatures: (anchor) => addLines(store, anchor),
    quorateFrom: (size) => progress.quorate[firstFrom(progress.quorate, size)],
    get newest() {
      return progress.newest;
    },
    sizeOf: ({ name, keyHash }) => progress.sizes.get(`${name} ${keyHash}`) ?? 0,
    async add(cosignatures) {
      await store.add(cosignatures);
      progress.note(cosignatures);
    },
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

function firstFrom(sizes: readonly number[], size: number): number {
  let low = 0;
  let high = sizes.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((sizes[middle] ?? 0) >= size) high = middle;
    else low = middle + 1;
  }
  return low;
}
