import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * Renewed keys and certificates of a node or user pass through three folders inside its own. `next.new` is being
 * written; `next` is complete but waits, for example for the channel to name it; `renewed` is to be put in place, and
 * whoever finds it finishes that. So a renewal that was cut short anywhere goes on where it stopped.
 */

/** Writes renewed material into a folder's `next`, unless a complete one waits there already. */
export async function prepareRenewal(
  folder: string,
  write: (next: string) => Promise<void>,
): Promise<string> {
  const next = join(folder, 'next');
  if (!existsSync(next)) {
    const unfinished = `${next}.new`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    await write(unfinished);
    await rename(unfinished, next);
  }
  return next;
}

/** From here on the renewed material counts. */
export async function decideRenewal(folder: string): Promise<void> {
  await rename(join(folder, 'next'), join(folder, 'renewed'));
}

/** True if renewed material has been decided upon and is not, or not wholly, in place. */
export function isRenewalDecided(folder: string): boolean {
  return existsSync(join(folder, 'renewed'));
}

/** Puts renewed material in the place of the old, whose private keys are thereby gone; does nothing if there is none. */
export async function completeRenewal(folder: string): Promise<void> {
  if (!isRenewalDecided(folder)) {
    return;
  }
  const renewed = join(folder, 'renewed');
  for (const name of await readdir(renewed)) {
    await rm(join(folder, name), { recursive: true, force: true });
    await rename(join(renewed, name), join(folder, name));
  }
  await rm(renewed, { recursive: true, force: true });
}
