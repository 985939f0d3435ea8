import { countForm, objectOf, QuanchengError, readForm, timeForm, type Form } from '@quancheng/protocol';
import { mergeAnswers, type StateAnswer } from '../ledger/ledger-answers.js';
import type { Answer, EndorsedRead, Tick } from '../read/endorsed-read.js';
import { newKnownCertificates } from '../read/known-certificates.js';
import { verifyEndorsedRead } from '../read/verify-endorsed-read.js';
import type { TrustRoot } from '../trust-root/trust-root.js';

/** How fresh reads must be. */
export interface FreshnessOptions {
  /** What the caller asked with: nobody had these answers ready. */
  readonly nonce?: string;
  /** Time that the newest tick of every read reaches. */
  readonly notBefore?: string;
}

/** What several endorsed reads say together about keys that only grow: a head, and what it counts. */
export interface StateReads {
  /** @throws READ_INCOMPLETE if no read answers it, READ_MALFORMED if its value is not of the form */
  readonly answer: <Value>(key: string, form: Form<Value>) => StateAnswer<Value>;
  /** Keys that were answered and begin with a prefix. */
  readonly keysWith: (prefix: string) => readonly string[];
  /**
   * The time before which nothing can still be written, as the reads that gave an answer show: whatever is committed
   * after a read names the tick before its newest at the earliest, since a transaction dies when the second tick after
   * its own is written. Undefined if none of them was asked for the ticks.
   */
  readonly settledAt: (answer: Pick<StateAnswer<unknown>, 'reads'>) => string | undefined;
}

/**
 * Verifies endorsed reads that belong together.
 * @throws READ_CONFLICT if two answer a key differently: pages of one answer have one head; READ_STALE;
 *   READ_INCOMPLETE if there are none; what verifyEndorsedRead throws
 */
export function openStateReads(
  reads: readonly Uint8Array[],
  root: TrustRoot,
  { nonce, notBefore }: FreshnessOptions,
): StateReads {
  if (reads.length === 0) throw new QuanchengError('READ_INCOMPLETE', 'no endorsed read');
  const options = { certificates: newKnownCertificates(), ...(nonce === undefined ? {} : { nonce }) };
  const verified = reads.map((read) => verifyEndorsedRead(read, root, options));
  for (const { tick } of verified) {
    if (notBefore !== undefined && tick.time < notBefore) {
      throw new QuanchengError('READ_STALE', `a read is of ${tick.time}, wanted is ${notBefore}`);
    }
  }
  const settled = new Map<EndorsedRead, string | undefined>();
  for (const read of verified) settled.set(withoutTicks(read), previousTickTime(read));
  const answers = mergeAnswers([...settled.keys()]);
  const keys = verified.flatMap((read) => read.answers.map(({ key }) => key));
  return {
    answer: (key, form) => answers.answer(key, form),
    keysWith: (prefix) => [...new Set(keys.filter((key) => key.startsWith(prefix)))],
    settledAt: ({ reads: given }) =>
      given
        .flatMap((read) => settled.get(read) ?? [])
        .sort()
        .at(-1),
  };
}

/** The newest tick of those reads that gave an answer. */
export function newestTick({ reads }: Pick<StateAnswer<unknown>, 'reads'>): Tick {
  return reads.map(({ tick }) => tick).reduce((left, right) => (right.number > left.number ? right : left));
}

const tickForm = objectOf({ number: countForm, time: timeForm });

/** Time of the tick before the newest, if the read was asked for it. @throws READ_MALFORMED */
function previousTickTime({ answers, tick }: EndorsedRead): string | undefined {
  const ticks = answers
    .filter((answer) => isTick(answer) && answer.value !== null)
    .map(({ value }) => readForm(tickForm, value, 'READ_MALFORMED'));
  return ticks.find(({ number }) => number === tick.number - 1)?.time;
}

/** The tick keys alone differ from read to read of one head. */
function withoutTicks(read: EndorsedRead): EndorsedRead {
  return { ...read, answers: read.answers.filter((answer) => !isTick(answer)) };
}

function isTick({ key }: Answer): boolean {
  return key.startsWith('tick/');
}
