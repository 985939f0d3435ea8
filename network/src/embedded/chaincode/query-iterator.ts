/** The shape in which fabric-shim hands query results to contracts. */
export interface QueryIterator<T> {
  next(): Promise<{ value: T; done: false } | { done: true }>;
  close(): Promise<void>;
}

/** Results that a peer sends to chaincode at a time (core/chaincode: MaxResultLimit). */
const batchSize = 100;
/** Results after which a peer ends a query without saying so (core.yaml: ledger.state.totalQueryLimit). */
const totalLimit = 100_000;

interface Source<T> {
  next(): Promise<T | undefined>;
  close(): Promise<void>;
}

/**
 * Reads ahead exactly as a peer does: batches of a hundred, and one result more to learn whether another batch
 * follows. What is read ahead enters the read set, so that read sets are the same as on a real network.
 */
export async function openQueryIterator<T>(source: Source<T>): Promise<QueryIterator<T>> {
  const ready: T[] = [];
  const pending: T[] = [];
  let total = 0;
  let isFinished = false;

  async function fetchBatch(): Promise<void> {
    while (total < totalLimit) {
      const result = await source.next();
      if (result === undefined) {
        break;
      }
      total += 1;
      pending.push(result);
      if (pending.length > batchSize) {
        ready.push(...pending.splice(0, batchSize));
        return;
      }
    }
    isFinished = true;
    ready.push(...pending.splice(0));
  }

  await fetchBatch();
  return {
    async next() {
      if (ready.length === 0 && !isFinished) {
        await fetchBatch();
      }
      const value = ready.shift();
      return value === undefined ? { done: true } : { value, done: false };
    },
    close: () => source.close(),
  };
}

/** An iterator over results already at hand. */
export function iterate<T>(results: readonly T[]): QueryIterator<T> {
  const rest = [...results];
  return {
    next() {
      const value = rest.shift();
      return Promise.resolve(value === undefined ? { done: true } : { value, done: false });
    },
    close: () => Promise.resolve(),
  };
}
