import { readFile, rename, writeFile } from 'node:fs/promises';

/** What was used on one day, by `<kind>/<participant>`. */
export interface Usage {
  readonly day: number;
  readonly used: Map<string, number>;
}

/** What the file says; nothing used, if there is none or it cannot be read. */
export async function readUsage(path: string): Promise<Usage> {
  try {
    const { day, used } = JSON.parse(await readFile(path, 'utf8')) as { day: unknown; used: object };
    const counts = Object.entries(used).filter((each): each is [string, number] =>
      Number.isSafeInteger(each[1]),
    );
    return { day: Number(day), used: new Map(counts) };
  } catch {
    return { day: 0, used: new Map() };
  }
}

/** Replaces the file as a whole. */
export async function writeUsage(path: string, { day, used }: Usage): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify({ day, used: Object.fromEntries(used) }));
  await rename(`${path}.new`, path);
}
