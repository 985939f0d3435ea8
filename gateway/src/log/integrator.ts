import { setImmediate } from 'node:timers/promises';

import { entryBundlePath, TILE_WIDTH, tilePath } from '@quancheng/protocol';
import type { RootHash } from '@quancheng/protocol';

import { BundleGrowth } from './bundle-growth.js';
import type { Bundle } from './bundle-growth.js';
import { entryAt } from './entry-block.js';
import type { EntryBlock } from './submission.js';
import { secondsSince } from './log-stages.js';
import type { StageMeter } from './log-stages.js';
import type { Position } from './segment.js';
import { SerialLoop } from './serial-loop.js';
import type { TileStore } from './tile-store.js';
import { TreeGrowth } from './tree-growth.js';
import type { Tile } from './tree-growth.js';

/** A sequenced submission's entries on their way into the tree. */
export interface SequencedBlock {
  readonly block: EntryBlock;
  /** Where the journal has the submission after it. */
  readonly next: Position;
  /** Called when the entries are in the tree. */
  readonly integrated: () => void;
}

/**
 * Entries that may wait for the tree before `room` waits: a checkpoint has to wait for them all, so they are kept to a
 * fraction of a second's work.
 */
const MAXIMUM_WAITING = 20_000;
const TURN_MILLISECONDS = 4;

/** The tree after some whole number of submissions. */
export interface TreeState {
  readonly size: number;
  readonly root: RootHash;
  /** Where the journal has the submission that begins at this size. */
  readonly next: Position;
}

/** The tree and what its incomplete tiles and bundle hold. */
export interface TreeEdge extends TreeState {
  readonly tiles: readonly Tile[];
  readonly bundle: Bundle | undefined;
}

/**
 * Puts sequenced entries into the tree, in order, behind the acknowledgements: hashes leaves and nodes, and hands full
 * tiles and bundles to the tile store. Gives way to other work every few milliseconds.
 */
export class Integrator {
  readonly #tiles: TileStore;
  readonly #stage: StageMeter;
  readonly #tree: TreeGrowth;
  readonly #bundle: BundleGrowth;
  readonly #loop = new SerialLoop(() => this.#integrateAll());
  readonly #queue: SequencedBlock[] = [];
  readonly #waiters: { size: number; resolve: (edge: TreeEdge) => void; reject: (error: unknown) => void }[] =
    [];
  readonly #roomWaiters: (() => void)[] = [];
  readonly #onFailure: (error: unknown) => void;
  #turnStart = 0;
  #enqueued: number;
  /** The size after the last whole submission. */
  #wholeSize: number;
  #next: Position;
  #failure: Error | undefined;

  constructor(tiles: TileStore, start: TreeEdge, stage: StageMeter, onFailure: (error: unknown) => void) {
    this.#tiles = tiles;
    this.#stage = stage;
    this.#onFailure = onFailure;
    this.#tree = TreeGrowth.restore(start.size, start.tiles, (tile) => putTile(tiles, tile));
    this.#bundle = new BundleGrowth(
      (bundle) => putBundle(tiles, bundle),
      start.bundle ?? emptyBundle(start.size),
    );
    this.#enqueued = start.size;
    this.#wholeSize = start.size;
    this.#next = start.next;
  }

  /** Entries in the tree. */
  get size(): number {
    return this.#tree.size;
  }

  /** The tree's incomplete tile at this place, if it is one. */
  incompleteTile(level: number, index: number): Tile | undefined {
    return this.#tree.incompleteTile(level, index);
  }

  incompleteBundle(): Bundle | undefined {
    return this.#bundle.incompleteBundle();
  }

  /** Returns when few enough entries wait for the tree, or integrating failed. */
  async room(): Promise<void> {
    while (this.#failure === undefined && this.#enqueued - this.size > MAXIMUM_WAITING) {
      await new Promise<void>((resolve) => this.#roomWaiters.push(resolve));
    }
  }

  enqueue(block: SequencedBlock): void {
    this.#enqueued += block.block.count;
    this.#stage.entered(block.block.count);
    this.#queue.push(block);
    this.#loop.kick();
  }

  /** The tree's edge as soon as everything enqueued before is in it; it may hold later submissions too. */
  settled(): Promise<TreeEdge> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (this.#wholeSize >= this.#enqueued) return Promise.resolve(this.#edge());
    return new Promise((resolve, reject) => this.#waiters.push({ size: this.#enqueued, resolve, reject }));
  }

  async #integrateAll(): Promise<void> {
    try {
      while (this.#queue.length > 0) {
        const start = performance.now();
        const before = this.size;
        for (const next of this.#queue.splice(0)) {
          await this.#integrate(next.block);
          this.#next = next.next;
          this.#wholeSize = this.#tree.size;
          next.integrated();
          this.#answerWaiters();
        }
        this.#stage.left(this.size - before, secondsSince(start));
      }
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  /** In runs that end with a bundle, so that one slice of the block goes to each bundle. */
  async #integrate(block: EntryBlock): Promise<void> {
    for (let from = 0; from < block.count; ) {
      const to = Math.min(block.count, from + this.#bundle.room);
      for (let place = from; place < to; place += 1) this.#tree.append(entryAt(block, place));
      this.#bundle.append(block, from, to);
      from = to;
      await this.#giveWay();
    }
  }

  /**
   * By time and not by count: under many small submissions a turn of the event loop is long, and the tree would fall
   * behind.
   */
  async #giveWay(): Promise<void> {
    if (performance.now() - this.#turnStart < TURN_MILLISECONDS) return;
    await this.#tiles.room();
    await setImmediate();
    this.#turnStart = performance.now();
  }

  #answerWaiters(): void {
    for (const resolve of this.#roomWaiters.splice(0)) resolve();
    while (this.#waiters[0] !== undefined && this.#waiters[0].size <= this.#wholeSize) {
      this.#waiters.shift()?.resolve(this.#edge());
    }
  }

  #fail(error: Error): void {
    this.#failure = error;
    this.#stage.refused(this.#enqueued - this.#wholeSize, error);
    this.#queue.length = 0;
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
    for (const resolve of this.#roomWaiters.splice(0)) resolve();
    this.#onFailure(error);
  }

  #edge(): TreeEdge {
    return {
      size: this.#tree.size,
      root: this.#tree.root,
      next: this.#next,
      tiles: this.#tree.incompleteTiles(),
      bundle: this.#bundle.incompleteBundle(),
    };
  }
}

export function putTile(tiles: TileStore, { level, index, width, hashes }: Tile): void {
  tiles.put(tilePath(level, index, width), [hashes]);
}

export function putBundle(tiles: TileStore, { index, width, parts }: Bundle): void {
  tiles.put(entryBundlePath(index, width), parts);
}

function emptyBundle(size: number): Bundle {
  return { index: Math.floor(size / TILE_WIDTH), width: 0, parts: [] };
}
