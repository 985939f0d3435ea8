import { setTimeout as delay } from 'node:timers/promises';
import type { Ledger } from '@quancheng/ledger';
import { isQuanchengError } from '@quancheng/protocol';

/** What the client was told of one transaction. */
export interface Outcome {
  /** The one key that it writes, and that no other writes. */
  readonly key: string;
  /** Of a transaction that was acknowledged as valid. */
  readonly transactionId?: string;
  /** Why it was not. */
  readonly error?: string;
  readonly code?: string;
}

/** Arrivals at a fixed rate, which wait for nobody's answer. */
export interface OpenLoop {
  readonly outcomes: readonly Outcome[];
  /** Ends the arrivals and waits for every answer. */
  end(): Promise<readonly Outcome[]>;
}

/** @param client whom each arrival is given to */
export function startOpenLoop(client: () => Ledger, perSecond: number): OpenLoop {
  const outcomes: Outcome[] = [];
  const underWay: Promise<void>[] = [];
  const stop = new AbortController();
  const started = performance.now();
  const arrive = async (): Promise<void> => {
    for (let count = 0; !stop.signal.aborted; count += 1) {
      underWay.push(submit(client(), `load-${count}`).then((outcome) => void outcomes.push(outcome)));
      const due = started + ((count + 1) * 1_000) / perSecond;
      await delay(Math.max(0, due - performance.now()), undefined, { signal: stop.signal }).catch(
        () => undefined,
      );
    }
  };
  const arriving = arrive();
  return {
    outcomes,
    async end() {
      stop.abort();
      await arriving;
      await Promise.all(underWay);
      return outcomes;
    },
  };
}

async function submit(ledger: Ledger, key: string): Promise<Outcome> {
  try {
    const { transactionId } = await ledger.submit('put', [key, 'x'.repeat(200)]);
    return { key, transactionId };
  } catch (error) {
    return { key, error: String(error), ...(isQuanchengError(error) ? { code: error.code } : {}) };
  }
}
