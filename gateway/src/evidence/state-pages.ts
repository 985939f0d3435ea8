import type { EndorsedRead, Ledger } from '@quancheng/ledger';
import { QuanchengError, type JsonObject } from '@quancheng/protocol';

/** A state value that counts others, and under which keys these stand, from 1 on. */
export interface CountedState {
  readonly head: string;
  readonly countOf: (head: JsonObject | null) => number;
  readonly itemKey: (number: number) => string;
}

export interface StatePages {
  readonly reads: readonly Uint8Array[];
  /** The last item in these reads, if there are more. */
  readonly next?: number;
}

export interface PageOptions {
  /** Items that the caller has already. */
  readonly after: number;
  /** 32 to 64 hex digits, the same for all reads. */
  readonly nonce?: string | undefined;
}

/** Every read has them: they tell which moments were settled when it was taken. */
const ticks: readonly string[] = ['tick/0', 'tick/1', 'tick/2'];
/** A read takes 64 keys, the ticks and the head among them. */
const ITEMS = 60;
const MOST_READS = 32;
const ATTEMPTS = 5;

/**
 * Endorsed reads of a head and of what it counts, all with the same head: what is written while pages are read makes
 * them begin again.
 * @throws LEDGER_CONFLICT if the head never held still, NETWORK_UNAVAILABLE
 */
export async function readPages(
  ledger: Pick<Ledger, 'read' | 'endorsedRead'>,
  state: CountedState,
  options: PageOptions,
): Promise<StatePages> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { values } = await ledger.read([state.head]);
    const count = state.countOf(values.get(state.head) ?? null);
    const pages = await readAtCount(ledger, state, count, options);
    if (pages !== undefined) return pages;
  }
  throw new QuanchengError('LEDGER_CONFLICT', `${state.head} changes faster than it can be read`);
}

/** Endorsed reads of these state keys, with the ticks. */
export function readWithTicks(
  ledger: Pick<Ledger, 'endorsedRead'>,
  keys: readonly string[],
  nonce: string | undefined,
): Promise<EndorsedRead> {
  return ledger.endorsedRead([...ticks, ...keys], nonce);
}

/** undefined if the head is no longer at this count. */
async function readAtCount(
  ledger: Pick<Ledger, 'endorsedRead'>,
  { head, countOf, itemKey }: CountedState,
  count: number,
  { after, nonce }: PageOptions,
): Promise<StatePages | undefined> {
  const reads: Uint8Array[] = [];
  let done = after;
  do {
    const items = Array.from({ length: Math.min(ITEMS, Math.max(0, count - done)) }, (_, index) =>
      itemKey(done + index + 1),
    );
    const { payload, answers } = await readWithTicks(ledger, [head, ...items], nonce);
    if (countOf(answers.values.get(head) ?? null) !== count) return undefined;
    reads.push(payload);
    done += items.length;
  } while (done < count && reads.length < MOST_READS);
  return done < count ? { reads, next: done } : { reads };
}
