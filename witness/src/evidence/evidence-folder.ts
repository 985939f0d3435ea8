import { join } from 'node:path';
import { encodeHex, encodeUtf8, sha256, type ReadAddCheckpoint } from '@quancheng/protocol';
import type { WitnessHead } from '../state/head-store.js';
import type { StateFiles } from '../state/state-files.js';

/** Where a witness keeps what a log signed against its own word. */
export interface EvidenceFolder {
  /** Keeps both notes; the first pair for each size. Errors are the system's. */
  keep(offered: ReadAddCheckpoint, head: WitnessHead): Promise<void>;
}

/** Files `<SHA-256 of the origin>-<size>.a.note` and `.b.note` in the folder `evidence`. */
export function openEvidenceFolder(directory: string, files: StateFiles): EvidenceFolder {
  const folder = join(directory, 'evidence');
  return {
    async keep({ content, checkpoint }, head) {
      const name = `${encodeHex(sha256(encodeUtf8(content.origin)))}-${content.size}`;
      await files.makeDirectory(folder);
      if ((await files.list(folder)).some((each) => each.startsWith(name))) return;
      await files.create(join(folder, `${name}.a.note`), encodeUtf8(head.note));
      await files.create(join(folder, `${name}.b.note`), encodeUtf8(checkpoint));
      await files.syncDirectory(folder);
    },
  };
}
