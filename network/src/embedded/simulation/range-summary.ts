import { ledger } from '@hyperledger/fabric-protos';
import { sha256 } from '../cryptography/digest.js';

const { KVRead, QueryReads, QueryReadsMerkleSummary } = ledger.rwset.kvrwset;
type KVRead = ledger.rwset.kvrwset.KVRead;

/** Results beyond this number are folded into hashes: Fabric's maxDegreeQueryReadsHashing. */
export const maximumDegree = 50;

/**
 * The results of one range query for the read set: the reads themselves up to the maximum degree, beyond it the top
 * level of a tree whose leaves are the hashes of degree + 1 reads each, and whose nodes join degree + 1 hashes each.
 */
export class RangeSummary {
  #pending: KVRead[] = [];
  readonly #levels = new Map<number, Buffer[]>();
  #top = 1;

  constructor(private readonly degree = maximumDegree) {}

  add(read: KVRead): void {
    this.#pending.push(read);
    if (this.#pending.length > this.degree) {
      this.#foldPending();
    }
  }

  /** The reads, if they are few enough to stand for themselves, otherwise the summary. */
  finish(): { reads: KVRead[] } | { summary: ledger.rwset.kvrwset.QueryReadsMerkleSummary } {
    if (this.#levels.size === 0) {
      return { reads: this.#pending };
    }
    if (this.#pending.length > 0) {
      this.#foldPending();
    }
    this.#completeLevels();
    const summary = new QueryReadsMerkleSummary();
    summary.setMaxDegree(this.degree);
    summary.setMaxLevel(this.#top);
    summary.setMaxLevelHashesList(this.#hashes(this.#top));
    return { summary };
  }

  #foldPending(): void {
    const reads = new QueryReads();
    reads.setKvReadsList(this.#pending);
    this.#pending = [];
    this.#push(1, sha256(reads.serializeBinary()));
    for (let level = 1; this.#hashes(level).length > this.degree; level += 1) {
      this.#raise(level);
    }
  }

  #completeLevels(): void {
    for (let level = 1; level < this.#top; level += 1) {
      const hashes = this.#hashes(level);
      const [only] = hashes;
      if (only !== undefined && hashes.length === 1) {
        this.#levels.delete(level);
        this.#push(level + 1, only);
      } else if (hashes.length > 1) {
        this.#raise(level);
      }
    }
    if (this.#hashes(this.#top).length > this.degree) {
      this.#raise(this.#top);
    }
  }

  /** Replaces the hashes of a level by their joint hash one level up. */
  #raise(level: number): void {
    const joint = sha256(...this.#hashes(level));
    this.#levels.delete(level);
    this.#push(level + 1, joint);
  }

  #push(level: number, hash: Buffer): void {
    this.#levels.set(level, [...this.#hashes(level), hash]);
    this.#top = Math.max(this.#top, level);
  }

  #hashes(level: number): Buffer[] {
    return this.#levels.get(level) ?? [];
  }
}

export function newRead(key: string, version: ledger.rwset.kvrwset.Version | undefined): KVRead {
  const read = new KVRead();
  read.setKey(key);
  read.setVersion(version);
  return read;
}
