import { join } from 'node:path';
import { entryBundlePath, TILE_WIDTH, tilePath } from '@quancheng/protocol';
import { BundleGrowth } from '../log/bundle-growth.js';
import type { Bundle } from '../log/bundle-growth.js';
import { entryAt } from '../log/entry-block.js';
import type { EntryBlock } from '../log/submission.js';
import type { FileLayer } from '../log/file-layer.js';
import { TreeGrowth } from '../log/tree-growth.js';
import type { Tile } from '../log/tree-growth.js';
import { readWhole } from '../log/whole-file.js';
import type { LogFindings } from './finding.js';
import type { HeadCheck } from './head-check.js';

export interface TreeCheckOptions {
  readonly files: FileLayer;
  /** The served folder. */
  readonly directory: string;
  /** Size of the checkpoint signed last; tiles up to there are compared. */
  readonly signed: number;
  readonly heads: HeadCheck;
}

/** Makes the tree again from the entries, and compares checkpoints and the served tiles and bundles with it. */
export class TreeCheck {
  readonly #options: TreeCheckOptions;
  readonly #findings: LogFindings;
  readonly #expected: { readonly path: string; readonly bytes: Buffer }[] = [];
  readonly #tree = new TreeGrowth((tile) => this.#expectTile(tile));
  readonly #bundle = new BundleGrowth((bundle) => this.#expectBundle(bundle));

  constructor(options: TreeCheckOptions, findings: LogFindings) {
    this.#options = options;
    this.#findings = findings;
  }

  /** Looks at checkpoints of the empty tree. */
  begin(): Promise<void> {
    return this.#options.heads.reach(0, this.#tree.root);
  }

  async append(block: EntryBlock): Promise<void> {
    for (let from = 0; from < block.count; ) {
      const to = Math.min(block.count, from + this.#bundle.room, from + this.#untilStop());
      this.#bundle.append(block, from, to);
      for (; from < to; from += 1) this.#tree.append(entryAt(block, from));
      const { size } = this.#tree;
      if (size === this.#options.signed) this.#expectIncomplete();
      await this.#compare();
      if (size === this.#options.heads.next) await this.#options.heads.reach(size, this.#tree.root);
    }
  }

  #untilStop(): number {
    const { size } = this.#tree;
    const stops = [this.#options.signed, this.#options.heads.next].filter((stop) => stop > size);
    return Math.min(...stops) - size;
  }

  #expectIncomplete(): void {
    for (const tile of this.#tree.incompleteTiles()) this.#expect(pathOf(tile), [tile.hashes]);
    const bundle = this.#bundle.incompleteBundle();
    if (bundle !== undefined) this.#expectBundle(bundle);
  }

  #expectTile(tile: Tile): void {
    const end = (tile.index + 1) * TILE_WIDTH ** (tile.level + 1);
    if (end <= this.#options.signed) this.#expect(pathOf(tile), [tile.hashes]);
  }

  #expectBundle({ index, width, parts }: Bundle): void {
    const isSigned = index * TILE_WIDTH + width <= this.#options.signed;
    if (isSigned) this.#expect(entryBundlePath(index, width), parts);
  }

  #expect(path: string, parts: readonly Buffer[]): void {
    this.#expected.push({ path, bytes: Buffer.concat(parts) });
  }

  async #compare(): Promise<void> {
    for (const { path, bytes } of this.#expected.splice(0)) {
      const found = await readWhole(this.#options.files, join(this.#options.directory, path));
      if (found?.equals(bytes) === true) continue;
      const detail = found === undefined ? 'is missing' : 'is not what the journal’s entries give';
      this.#findings.add('LOG_TREE_CORRUPT', `log/public/${path}`, detail);
    }
  }
}

function pathOf({ level, index, width }: Tile): string {
  return tilePath(level, index, width);
}
