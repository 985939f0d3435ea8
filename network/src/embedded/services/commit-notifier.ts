import type { Chain } from '../ledger/chain.js';
import type { TransactionPlace } from '../ledger/ledger-store.js';
import type { CancellableCall } from './call-adapters.js';

interface Waiter {
  readonly resolve: (place: TransactionPlace) => void;
  readonly reject: (reason: Error) => void;
}

/** Tells in which block and with which code a transaction was committed, now or later. */
export class CommitNotifier {
  readonly #waiting = new Map<string, Set<Waiter>>();
  #end: Error | undefined;

  constructor(private readonly chain: Chain) {
    chain.subscribe((_block, { transactions }) => {
      for (const place of transactions) {
        this.#notify(place);
      }
    });
  }

  /**
   * Resolves with the first result of the transaction id; rejects when the call is cancelled or no more blocks will
   * come. Look-up and registration happen without a pause between them, so that no block can slip through.
   */
  wait(transactionId: string, call: CancellableCall): Promise<TransactionPlace> {
    const committed = this.chain.store.transactionPlace(transactionId);
    if (committed !== undefined) {
      return Promise.resolve(committed);
    }
    if (this.#end !== undefined) {
      return Promise.reject(this.#end);
    }
    if (call.cancelled) {
      return Promise.reject(new Error('no longer awaited'));
    }
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      const waiters = this.#waiting.get(transactionId) ?? new Set();
      this.#waiting.set(transactionId, waiters.add(waiter));
      call.on('cancelled', () => this.#abandon(transactionId, waiter));
    });
  }

  /** Lets nobody wait any longer. */
  close(reason: Error): void {
    this.#end = reason;
    const waiters = [...this.#waiting.values()].flatMap((each) => [...each]);
    this.#waiting.clear();
    for (const { reject } of waiters) {
      reject(reason);
    }
  }

  #notify(place: TransactionPlace): void {
    const waiters = this.#waiting.get(place.transactionId);
    this.#waiting.delete(place.transactionId);
    for (const { resolve } of waiters ?? []) {
      resolve(place);
    }
  }

  #abandon(transactionId: string, waiter: Waiter): void {
    const waiters = this.#waiting.get(transactionId);
    waiters?.delete(waiter);
    if (waiters?.size === 0) {
      this.#waiting.delete(transactionId);
    }
    waiter.reject(new Error('no longer awaited'));
  }
}
