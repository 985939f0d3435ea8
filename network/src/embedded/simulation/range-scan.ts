import { ledger } from '@hyperledger/fabric-protos';
import type { StateEntry, StateSnapshot } from '../ledger/state-snapshot.js';
import { RangeSummary, newRead } from './range-summary.js';
import { formatVersion } from './version-message.js';

/** One range query of a simulation, remembering what it has seen. */
export class RangeScan {
  readonly #entries: AsyncGenerator<StateEntry>;
  readonly #summary = new RangeSummary();
  #lastKey = '';
  #isExhausted = false;

  constructor(
    snapshot: StateSnapshot,
    namespace: string,
    private readonly start: string,
    private readonly end: string,
  ) {
    this.#entries = snapshot.range(namespace, start, end);
  }

  async next(): Promise<StateEntry | undefined> {
    const entry = await this.#nextEntry();
    if (entry === undefined) {
      this.#isExhausted = true;
      return undefined;
    }
    this.#lastKey = entry.key;
    this.#summary.add(newRead(entry.key, formatVersion(entry.version)));
    return entry;
  }

  /** The key after the last one returned, without counting as read; empty if there is none. */
  async bookmark(): Promise<string> {
    return (await this.#nextEntry())?.key ?? '';
  }

  /** The query for the read set. A scan broken off ends at the last key seen, which validation then includes. */
  finish(): ledger.rwset.kvrwset.RangeQueryInfo {
    const info = new ledger.rwset.kvrwset.RangeQueryInfo();
    info.setStartKey(this.start);
    info.setEndKey(this.#isExhausted ? this.end : this.#lastKey);
    info.setItrExhausted(this.#isExhausted);
    const result = this.#summary.finish();
    if ('summary' in result) {
      info.setReadsMerkleHashes(result.summary);
    } else if (result.reads.length > 0) {
      const reads = new ledger.rwset.kvrwset.QueryReads();
      reads.setKvReadsList(result.reads);
      info.setRawReads(reads);
    }
    return info;
  }

  async close(): Promise<void> {
    await this.#entries.return(undefined);
  }

  async #nextEntry(): Promise<StateEntry | undefined> {
    const result = await this.#entries.next();
    return result.done === true ? undefined : result.value;
  }
}
