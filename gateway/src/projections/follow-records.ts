import type { Ledger, LedgerEvent } from '@quancheng/ledger';
import type { Projection } from './projection.js';
import { newRecordEventReader } from './read-record-events.js';
import type { RecordEvent } from './record-event.js';

export interface RecordFollower {
  readonly ledger: Pick<Ledger, 'events'>;
  readonly projection: Projection;
  /** Called after more has been folded. */
  readonly onFolded: () => void;
}

/** Events folded at once, while there are so many. */
const MOST = 2_000;

/** Folds the ledger's events into the projection, from where it stopped, until the signal. */
export async function followRecords(
  { ledger, projection, onFolded }: RecordFollower,
  signal: AbortSignal,
): Promise<void> {
  // Numbers within a block count from its first event, so the last block is read again.
  const fromBlock = BigInt(projection.position()?.block ?? 0);
  const read = newRecordEventReader();
  let gathered: RecordEvent[] = [];
  let folding: Promise<void> = Promise.resolve();
  let failure: { readonly cause: unknown } | undefined;
  const fold = async (): Promise<void> => {
    while (gathered.length > 0) {
      const events = gathered;
      gathered = [];
      await projection.apply(events);
      onFolded();
    }
  };
  let isFolding = false;
  const start = (): void => {
    if (isFolding) return;
    isFolding = true;
    folding = fold()
      .catch((cause: unknown) => {
        failure = { cause };
      })
      .finally(() => {
        isFolding = false;
      });
  };
  for await (const event of ledger.events({ signal, fromBlock })) {
    gathered.push(...read(event as LedgerEvent));
    start();
    if (gathered.length >= MOST) await folding;
    if (failure !== undefined) throw failure.cause;
  }
  await folding;
}
