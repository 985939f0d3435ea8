import { join } from 'node:path';
import { countForm, listOf, objectOf, oneOf, textForm } from '@quancheng/protocol';
import { readState, replaceJson } from '../state/state-file.js';
import type { WatchFiles } from '../state/watch-files.js';

const timesForm = objectOf({
  schema: oneOf('quancheng/watch-folders/v1'),
  /** Milliseconds since 1970: files that were changed before are known. */
  folders: listOf(objectOf({ path: textForm, until: countForm }), 0, 1_000),
});

/** Up to which time of change the files of a folder are known. */
export interface FolderTimes {
  of(folder: string): number;
  set(folder: string, until: number): Promise<void>;
}

/** @throws WATCH_STATE_DAMAGED */
export async function openFolderTimes(directory: string, files: WatchFiles): Promise<FolderTimes> {
  const path = join(directory, 'folders.json');
  const { folders } = (await readState(files, path, timesForm)) ?? { folders: [] };
  const times = new Map(folders.map((each) => [each.path, each.until]));
  return {
    of: (folder) => times.get(folder) ?? 0,
    async set(folder, until) {
      if (times.get(folder) === until) return;
      times.set(folder, until);
      const list = [...times].map(([name, time]) => ({ path: name, until: Math.floor(time) }));
      await replaceJson(files, path, { schema: 'quancheng/watch-folders/v1', folders: list });
    },
  };
}
