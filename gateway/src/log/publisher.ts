import {
  entryBundlePath,
  equalBytes,
  formatCheckpoint,
  formatNote,
  parseCheckpoint,
  parseNote,
  QuanchengError,
  signNote,
  TILE_WIDTH,
  tilePath,
  tileWidth,
} from '@quancheng/protocol';
import type { NoteSigner, RootHash } from '@quancheng/protocol';

import type { CheckpointStore, SignedCheckpoint } from './checkpoint-store.js';
import { assertContainsHeads } from './fork-guard.js';
import type { HeadSource } from './fork-guard.js';
import { putBundle, putTile } from './integrator.js';
import type { Integrator, TreeEdge, TreeState } from './integrator.js';
import { secondsSince } from './log-stages.js';
import type { StageMeter } from './log-stages.js';
import type { TileStore } from './tile-store.js';
import { incompletePlaces } from './tree-growth.js';

export interface PublisherOptions {
  readonly origin: string;
  /** The log's key; while a key is rotated, the old and the new one. */
  readonly signers: readonly NoteSigner[];
  readonly heads: HeadSource;
  readonly tiles: TileStore;
  readonly checkpoints: CheckpointStore;
  readonly integrator: Pick<Integrator, 'settled'>;
  readonly rootAt: (size: number) => Promise<RootHash>;
  readonly stage: StageMeter;
}

/** Signs and publishes checkpoints. */
export class Publisher {
  readonly #options: PublisherOptions;
  #signed: SignedCheckpoint | undefined;

  constructor(options: PublisherOptions, signed: SignedCheckpoint | undefined) {
    this.#options = options;
    this.#signed = signed;
  }

  /** The checkpoint signed last. */
  get signed(): SignedCheckpoint | undefined {
    return this.#signed;
  }

  /**
   * Signs a checkpoint of everything sequenced, once its tiles are on the medium and the heads that others hold are
   * found in the tree. If the log has not grown, the last checkpoint is given again. Only one call at a time.
   * @throws LOG_FORK_REFUSED, LOG_HEADS_UNKNOWN; other errors are the system's
   */
  async publish(): Promise<SignedCheckpoint> {
    const start = performance.now();
    const covered = this.#signed?.checkpoint.size ?? 0;
    const signed = await this.#publish();
    const records = signed.checkpoint.size - covered;
    if (records > 0) this.#options.stage.left(records, secondsSince(start));
    return signed;
  }

  async #publish(): Promise<SignedCheckpoint> {
    const { tiles, integrator, heads, rootAt } = this.#options;
    const edge = await integrator.settled();
    const last = this.#signed;
    this.#putIncomplete(edge);
    await Promise.all([tiles.flush(), assertContainsHeads(heads, edge.size, rootAt)]);
    if (last !== undefined) assertExtends(last, edge);
    if (last?.checkpoint.size === edge.size && this.#isCurrent(last)) return last;
    const signed = await this.#sign(edge);
    await this.#removeOutgrown(last?.checkpoint.size ?? 0, edge.size);
    return signed;
  }

  async #sign({ size, root, next }: TreeState): Promise<SignedCheckpoint> {
    const { origin, signers, checkpoints } = this.#options;
    const text = formatCheckpoint({ origin, size, rootHash: root });
    const note = formatNote(signNote(text, signers));
    const signed = { note, checkpoint: parseCheckpoint(text), next };
    await checkpoints.write(signed);
    this.#signed = signed;
    return signed;
  }

  /** Whether a note is signed by just the keys in use. */
  #isCurrent({ note }: SignedCheckpoint): boolean {
    const used = this.#options.signers.map(({ key }) => key.keyHash);
    return (
      parseNote(note)
        .signatures.map(({ keyHash }) => keyHash)
        .join() === used.join()
    );
  }

  /** Files that the last checkpoint covers are never written again: somebody may be reading them. */
  #putIncomplete({ tiles, bundle }: TreeEdge): void {
    const covered = this.#signed?.checkpoint.size ?? 0;
    for (const tile of tiles) {
      if (tileWidth(tile.level, tile.index, covered) < tile.width) putTile(this.#options.tiles, tile);
    }
    if (bundle !== undefined && tileWidth(0, bundle.index, covered) < bundle.width) {
      putBundle(this.#options.tiles, bundle);
    }
  }

  /** Tiles that were incomplete at the last checkpoint and are full at this one need no incomplete version any more. */
  async #removeOutgrown(oldSize: number, newSize: number): Promise<void> {
    for (const { level, index, width } of incompletePlaces(oldSize)) {
      if (width === 0 || tileWidth(level, index, newSize) < TILE_WIDTH) continue;
      await this.#options.tiles.removeIncomplete(tilePath(level, index));
      if (level === 0) await this.#options.tiles.removeIncomplete(entryBundlePath(index));
    }
  }
}

/** Never a smaller size, never another root for the same size. */
function assertExtends({ checkpoint }: SignedCheckpoint, { size, root }: TreeState): void {
  const isSmaller = size < checkpoint.size;
  const isOther = size === checkpoint.size && !equalBytes(root, checkpoint.rootHash);
  if (isSmaller || isOther) {
    throw new QuanchengError(
      'LOG_FORK_REFUSED',
      `size ${checkpoint.size} is signed with another root already`,
    );
  }
}
