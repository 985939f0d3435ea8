import { readFile } from 'node:fs/promises';
import { decodeUtf8, QuanchengError } from '@quancheng/protocol';

/**
 * Reads a whole file.
 * @throws FILE_UNREADABLE with the system's reason
 */
export async function readWholeFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new QuanchengError('FILE_UNREADABLE', `${path} (${code})`, { cause });
  }
}

/** Reads a whole file as UTF-8. @throws FILE_UNREADABLE, ENCODING_UTF8 */
export async function readText(path: string): Promise<string> {
  return decodeUtf8(await readWholeFile(path));
}
