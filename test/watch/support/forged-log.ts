import {
  entryBundlePath,
  formatCheckpoint,
  formatEntryBundle,
  formatNote,
  leafHash,
  newNoteSigner,
  parseEntryBundle,
  parseRootHash,
  parseTilePath,
  signNote,
  TILE_WIDTH,
  type NoteSigner,
  type Signer,
} from '@quancheng/protocol';
import { treeHash } from '../../support/evidence/merkle-tree.js';

/** A log that has whatever entries it likes, signs what it likes, and serves its tiles, as C2SP tlog-tiles asks. */
export class ForgedLog {
  readonly entries: Uint8Array[];
  signers: readonly NoteSigner[];

  constructor(
    readonly origin: string,
    signer: Signer,
    entries: readonly Uint8Array[],
  ) {
    this.entries = [...entries];
    this.signers = [newNoteSigner(origin, signer)];
  }

  note(size = this.entries.length): string {
    const rootHash = parseRootHash(treeHash(this.#leaves(0, size)));
    return formatNote(signNote(formatCheckpoint({ origin: this.origin, size, rootHash }), this.signers));
  }

  /** What is at a path below the log's prefix; undefined if there is nothing. */
  serve(path: string): Uint8Array | undefined {
    if (path === 'checkpoint') return Buffer.from(this.note());
    if (!path.startsWith('tile/')) return undefined;
    const reference = parseTilePath(path);
    const first = reference.index * TILE_WIDTH;
    if (reference.kind === 'entries')
      return formatEntryBundle(this.entries.slice(first, first + reference.width));
    const span = TILE_WIDTH ** reference.level;
    const hashes = Array.from({ length: reference.width }, (_, place) =>
      treeHash(this.#leaves((first + place) * span, (first + place + 1) * span)),
    );
    return Buffer.concat(hashes);
  }

  #leaves(from: number, to: number): Uint8Array[] {
    return this.entries.slice(from, to).map((entry) => leafHash(entry));
  }
}

/** The entries that a log really has. @param prefix its address, with /log */
export async function entriesOf(prefix: string, size: number): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  for (let tile = 0; tile * TILE_WIDTH < size; tile += 1) {
    const width = Math.min(TILE_WIDTH, size - tile * TILE_WIDTH);
    const response = await fetch(`${prefix}/${entryBundlePath(tile, width)}`);
    entries.push(...parseEntryBundle(new Uint8Array(await response.arrayBuffer())));
  }
  return entries;
}
