import { join } from 'node:path';
import {
  countForm,
  digestForm,
  objectOf,
  oneOf,
  optional,
  originForm,
  stringForm,
  timeForm,
  type ObjectValue,
} from '@quancheng/protocol';
import { hashedName, readState, replaceJson } from './state-file.js';
import type { WatchFiles } from './watch-files.js';

const members = {
  schema: oneOf('quancheng/watch-head/v1'),
  origin: originForm,
  /** The largest checkpoint that was found to continue all before it, and when it was. */
  note: optional(stringForm('a signed note', () => true)),
  seen: optional(timeForm),
  /** The ledger's head, and since when the log has shown more than that. */
  anchored: optional(objectOf({ size: countForm, root: digestForm, behindSince: optional(timeForm) })),
  /** What a quorum of witnesses has cosigned, and since when more than that is anchored. */
  cosigned: optional(objectOf({ size: countForm, behindSince: optional(timeForm) })),
} as const;

const headForm = objectOf(members);

/** What a monitor remembers of a log. */
export type WatchedHead = ObjectValue<typeof members>;

/** One head for each log. */
export interface HeadStore {
  /** @throws WATCH_STATE_DAMAGED */
  read(origin: string): Promise<WatchedHead>;
  /** On the medium when it returns. */
  write(head: WatchedHead): Promise<void>;
}

export async function openHeadStore(directory: string, files: WatchFiles): Promise<HeadStore> {
  const folder = join(directory, 'heads');
  await files.makeFolder(folder);
  const pathOf = (origin: string): string => join(folder, `${hashedName(origin)}.json`);
  return {
    async read(origin) {
      const head = await readState(files, pathOf(origin), headForm);
      return head ?? { schema: 'quancheng/watch-head/v1', origin };
    },
    write: (head) => replaceJson(files, pathOf(head.origin), asJson(head)),
  };
}

/** Without the members that are undefined: canonical JSON has no such value. */
function asJson(head: WatchedHead) {
  return JSON.parse(JSON.stringify(head)) as Record<string, string>;
}
