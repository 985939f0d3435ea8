import { join } from 'node:path';
import { encodeHex, encodeUtf8, sha256, type ReadAddCheckpoint } from '@quancheng/protocol';
import { formatFraudProof, proveFork } from '@quancheng/verifier';
import type { WitnessHead } from '../state/head-store.js';
import type { StateFiles } from '../state/state-files.js';

/** Where a witness keeps what a log signed against its own word. */
export interface EvidenceFolder {
  /** Keeps a fraud proof of both notes; the first for each size. Errors are the system's. */
  keep(offered: ReadAddCheckpoint, head: WitnessHead): Promise<void>;
}

/** Files `<hex SHA-256 of the origin>-<size>.fraud-proof.json` in the folder `evidence`. */
export function openEvidenceFolder(directory: string, files: StateFiles): EvidenceFolder {
  const folder = join(directory, 'evidence');
  return {
    async keep({ content, checkpoint }, head) {
      const proof = proveFork(head.note, checkpoint);
      if (proof === undefined) return;
      const name = `${encodeHex(sha256(encodeUtf8(content.origin)))}-${content.size}.fraud-proof.json`;
      await files.makeDirectory(folder);
      if ((await files.list(folder)).includes(name)) return;
      await files.create(join(folder, name), formatFraudProof(proof));
      await files.syncDirectory(folder);
    },
  };
}
