import type { JsonObject } from '@quancheng/protocol';
import type { RightsStage } from './rights-stage.js';

export const keyNumber = (number: number): string => String(number).padStart(16, '0');

export interface UseEntry {
  readonly number: number;
  /** State key of the use. */
  readonly record: string;
  readonly version: number;
  /** The use as it was in that version. */
  readonly use: JsonObject & { readonly status: string; readonly denial?: string };
}

/** All entries of `uses/<consent>` with the versions that they name, in their order. */
export async function readUses({ value }: RightsStage, consent: string): Promise<readonly UseEntry[]> {
  const head = await value<{ readonly count: number }>(`collection/uses/${consent}`);
  const numbers = Array.from({ length: head?.count ?? 0 }, (_, index) => index + 1);
  return await Promise.all(
    numbers.map(async (number) => {
      const key = `entry/uses/${consent}/${keyNumber(number)}`;
      const entry = (await value<Omit<UseEntry, 'use'>>(key))!;
      const present = await value<UseEntry['use']>(entry.record);
      const past = `version/${entry.record}/${keyNumber(entry.version)}`;
      const use = present?.['version'] === entry.version ? present : (await value<UseEntry['use']>(past))!;
      return { number, record: entry.record, version: entry.version, use };
    }),
  );
}
