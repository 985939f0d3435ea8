import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What remains of a renewal, in its order. A step without `renew` only restarts the node. */
export interface RenewalStep {
  readonly id: string;
  readonly renew: boolean;
}

function file(folder: string): string {
  return join(folder, 'renewal.json');
}

/** True if a renewal was begun and has steps left. */
export function isRenewalUnfinished(folder: string): boolean {
  return existsSync(file(folder));
}

/** The steps that are left of a renewal that was begun, or null. */
export async function readRenewalJournal(folder: string): Promise<readonly RenewalStep[] | null> {
  const text = await readFile(file(folder), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as readonly RenewalStep[]);
}

/** Records which steps are left; none: the renewal is done. */
export async function writeRenewalJournal(folder: string, steps: readonly RenewalStep[]): Promise<void> {
  if (steps.length === 0) {
    await rm(file(folder), { force: true });
    return;
  }
  await writeFile(`${file(folder)}.new`, `${JSON.stringify(steps, undefined, 2)}\n`);
  await rename(`${file(folder)}.new`, file(folder));
}
