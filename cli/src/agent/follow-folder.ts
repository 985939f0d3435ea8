import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { encodeHex, sha256 } from '@quancheng/protocol';
import { readWholeFile } from '@quancheng/sdk/node';
import type { Followed } from './followed.js';

/** A file that was not written to for so long is taken to be complete. */
const SETTLED = 2_000;

/** Follows a folder: each file in it is a document, and one that is changed is another. */
export function followFolder(path: string): Followed {
  /** Files that were looked at, by name: size and time of the last change. */
  const seen = new Map<string, string>();
  return {
    source: path,
    async collect(store) {
      for (const { name, state } of await settledFiles(path, seen)) {
        const bytes = await readWholeFile(join(path, name));
        const digest = encodeHex(sha256(bytes));
        const isKnown = store.cuts.some(
          ({ source, document }) => source === path && document?.name === name && document.digest === digest,
        );
        if (!isKnown) {
          const document = { name, digest };
          await store.add({ source: path, kind: 'document', document }, extname(name), bytes);
        }
        seen.set(name, state);
        if (!isKnown) return true;
      }
      return false;
    },
  };
}

interface SettledFile {
  readonly name: string;
  /** Its size and the time of its last change. */
  readonly state: string;
}

/** Files that have changed since they were last looked at, and are changed no more. */
async function settledFiles(
  path: string,
  seen: ReadonlyMap<string, string>,
): Promise<readonly SettledFile[]> {
  const files: SettledFile[] = [];
  const entries = await readdir(path, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))) {
    const { size, mtimeMs } = await stat(join(path, name));
    const state = `${size} ${mtimeMs}`;
    if (seen.get(name) !== state && Date.now() - mtimeMs >= SETTLED) files.push({ name, state });
  }
  return files.sort((left, right) => (left.name < right.name ? -1 : 1));
}
