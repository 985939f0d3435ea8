import { readFile, rm } from 'node:fs/promises';

/**
 * Takes over a file of lines that earlier versions kept, and removes it; nothing if there is none. What stands behind the
 * last newline was torn by a crash and never counted.
 */
export async function takeOverLines(
  path: string,
  take: (lines: readonly string[]) => Promise<void>,
): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return;
  await take(text.split('\n').slice(0, -1));
  await rm(path);
}
