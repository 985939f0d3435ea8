import { setTimeout as delay } from 'node:timers/promises';

/** Entries that the published checkpoint covers: published checkpoints are anchored right after. */
export async function checkpointSize(url: string): Promise<number> {
  const answer = await fetch(`${url}/log/checkpoint`);
  return answer.ok ? Number((await answer.text()).split('\n')[1]) : 0;
}

/**
 * Waits until the ledger holds an anchor that covers this many entries.
 * @returns milliseconds that it took
 */
export async function untilAnchored(url: string, entries: number): Promise<number> {
  const started = performance.now();
  for (;;) {
    const ledger = (await (await fetch(`${url}/v1/ledger`)).json()) as { log: { head: { size: number } } };
    if (ledger.log.head.size >= entries) return performance.now() - started;
    if (performance.now() - started > 120_000)
      throw new Error(`not anchored within two minutes: ${entries} entries`);
    await delay(20);
  }
}
