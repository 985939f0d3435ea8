import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { openChain } from '../ledger/open-chain.js';
import { type EmbeddedBackupManifest, manifestName, readManifest } from './backup-manifest.js';
import { assertLedger, segmentSizes } from './ledger-folder.js';
import { newFolder } from './new-folder.js';
import { copyPrivately, listFiles } from './private-copy.js';
import { type LedgerProgressListener, newByteProgress } from './progress.js';

/**
 * Makes a node's data directory from a backup: compares every file with the manifest while copying it, and makes the
 * state from the blocks.
 * @throws QuanchengError EMBEDDED_FOLDER_EXISTS, EMBEDDED_BACKUP_DAMAGED or EMBEDDED_LEDGER_DAMAGED; then nothing is left behind
 */
export async function restoreEmbeddedNode(
  backup: string,
  dataDirectory: string,
  onProgress: LedgerProgressListener = () => undefined,
): Promise<EmbeddedBackupManifest> {
  const manifest = await readManifest(backup);
  await assertComplete(backup, manifest);
  return await newFolder(dataDirectory, async (folder) => {
    for (const expected of manifest.files) {
      const { size, sha256 } = await copyPrivately(backup, folder, expected.path);
      if (size !== expected.size || sha256 !== expected.sha256) {
        throw damaged(`${expected.path} is not as the manifest has it`);
      }
    }
    await assertLedger(folder);
    await makeState(folder, manifest, onProgress);
    return manifest;
  });
}

async function assertComplete(backup: string, { files }: EmbeddedBackupManifest): Promise<void> {
  const present = new Set(await listFiles(backup, ''));
  present.delete(manifestName);
  for (const { path } of files) {
    if (!present.delete(path)) {
      throw damaged(`${path} is missing`);
    }
  }
  const [surplus] = present;
  if (surplus !== undefined) {
    throw damaged(`${surplus} is not in the manifest`);
  }
}

/** Opening a ledger without a state makes it, and holds every block to the chain of hashes. */
async function makeState(
  folder: string,
  { height, tip }: EmbeddedBackupManifest,
  onProgress: LedgerProgressListener,
): Promise<void> {
  const progress = newByteProgress(await segmentSizes(folder), onProgress);
  const chain = await openChain(join(folder, 'ledger'), (number, position) => progress(number + 1, position));
  const found = { height: chain.height, tip: chain.tipHash.toString('hex') };
  await chain.close();
  if (found.height !== height || found.tip !== tip) {
    throw damaged(
      `the blocks end at height ${found.height} with hash ${found.tip}, not as the manifest has it`,
    );
  }
}

function damaged(message: string): QuanchengError {
  return new QuanchengError('EMBEDDED_BACKUP_DAMAGED', message);
}
