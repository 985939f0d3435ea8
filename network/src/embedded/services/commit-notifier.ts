import type { Chain } from '../ledger/chain.js';
import type { TransactionPlace } from '../ledger/ledger-store.js';

/** Tells in which block and with which code a transaction was committed, now or later. */
export class CommitNotifier {
  readonly #waiting = new Map<string, Set<(place: TransactionPlace) => void>>();

  constructor(private readonly chain: Chain) {
    chain.subscribe((_block, { transactions }) => {
      for (const place of transactions) {
        this.#notify(place);
      }
    });
  }

  /**
   * Resolves with the first result of the transaction id; rejects when the signal is aborted. Look-up and registration
   * happen without a pause between them, so that no block can slip through.
   */
  wait(transactionId: string, signal: AbortSignal): Promise<TransactionPlace> {
    const committed = this.chain.store.transactionPlace(transactionId);
    if (committed !== undefined) {
      return Promise.resolve(committed);
    }
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(transactionId) ?? new Set();
      this.#waiting.set(transactionId, waiting);
      const settle = (place: TransactionPlace): void => {
        signal.removeEventListener('abort', abandon);
        resolve(place);
      };
      const abandon = (): void => {
        waiting.delete(settle);
        if (waiting.size === 0) {
          this.#waiting.delete(transactionId);
        }
        reject(new Error('no longer awaited'));
      };
      waiting.add(settle);
      signal.addEventListener('abort', abandon, { once: true });
    });
  }

  #notify(place: TransactionPlace): void {
    const waiting = this.#waiting.get(place.transactionId);
    this.#waiting.delete(place.transactionId);
    for (const settle of waiting ?? []) {
      settle(place);
    }
  }
}
