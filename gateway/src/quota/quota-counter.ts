import { QuanchengError } from '@quancheng/protocol';
import { quotaDay } from './quota-day.js';
import { readUsage, writeUsage, type Usage } from './usage-file.js';

/** What a quota counts. */
export type QuotaKind = 'records' | 'commands';

/** How much of their daily quotas participants have used at this gateway. */
export interface QuotaCounter {
  /**
   * Uses some of a participant's quota.
   * @returns gives it back, if in the end nothing was taken
   * @throws QUOTA_EXCEEDED
   */
  readonly take: (use: QuotaUse) => () => void;
  readonly close: () => Promise<void>;
}

export interface QuotaUse {
  readonly participant: string;
  readonly kind: QuotaKind;
  readonly amount: number;
  /** The quota: so many a day. */
  readonly most: number;
}

/** Milliseconds after which what was counted is on disk: a gateway that is killed forgets no more than this. */
const DELAY = 1_000;

/**
 * @param path the file that keeps the counts over a restart
 * @param clock milliseconds since the epoch
 * @param onUsedUp called with each QUOTA_EXCEEDED
 */
export async function openQuotaCounter(
  path: string,
  clock: () => number,
  onUsedUp: (kind: QuotaKind) => void = () => undefined,
): Promise<QuotaCounter> {
  let usage: Usage = await readUsage(path);
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = (): void => {
    timer = undefined;
    // Approximate by design: a count that cannot be written must not stop the gateway.
    writing = writing.then(() => writeUsage(path, usage)).catch(() => undefined);
  };
  const add = (name: string, amount: number): void => {
    usage.used.set(name, (usage.used.get(name) ?? 0) + amount);
    timer ??= setTimeout(write, DELAY).unref();
  };
  return {
    take({ participant, kind, amount, most }) {
      const day = quotaDay(clock());
      if (usage.day !== day) usage = { day, used: new Map() };
      const name = `${kind}/${participant}`;
      const used = usage.used.get(name) ?? 0;
      if (used + amount > most) {
        onUsedUp(kind);
        throw new QuanchengError(
          'QUOTA_EXCEEDED',
          `${participant} has ${most} ${kind} a day, ${used} are used`,
        );
      }
      add(name, amount);
      return () => {
        if (usage.day === day) add(name, -amount);
      };
    },
    async close() {
      if (timer !== undefined) {
        clearTimeout(timer);
        write();
      }
      await writing;
    },
  };
}
