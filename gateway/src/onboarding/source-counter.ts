import { QuanchengError } from '@quancheng/protocol';

/** Counts what comes from one source within a day; in memory alone, since addresses are personal data. */
export interface SourceCounter {
  /** @throws ONBOARDING_FULL if so many came from there */
  readonly note: (source: string) => void;
}

const DAY = 24 * 60 * 60 * 1000;

/** @param clock milliseconds since the epoch */
export function newSourceCounter(most: number, clock: () => number): SourceCounter {
  const sources = new Map<string, readonly number[]>();
  return {
    note(source) {
      const begin = clock() - DAY;
      for (const [each, times] of sources) {
        if (times.every((time) => time <= begin)) sources.delete(each);
      }
      const recent = (sources.get(source) ?? []).filter((time) => time > begin);
      if (recent.length >= most) {
        throw new QuanchengError('ONBOARDING_FULL', `${most} requests a day from one address`);
      }
      sources.set(source, [...recent, clock()]);
    },
  };
}
