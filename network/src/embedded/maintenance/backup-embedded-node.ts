import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { readNodeRecord } from '../node/node-material.js';
import {
  type EmbeddedBackupFile,
  type EmbeddedBackupManifest,
  manifestName,
  newManifest,
} from './backup-manifest.js';
import { copyDatabase } from './copy-database.js';
import { assertLedger, segmentName, segmentSizes } from './ledger-folder.js';
import { newFolder } from './new-folder.js';
import { PrivateFile, copyPrivately, describeFile, listFiles } from './private-copy.js';
import { type LedgerProgressListener, newByteProgress } from './progress.js';
import { wholeBlocks } from './whole-blocks.js';

/** Everything that the blocks do not say: keys, certificates, and what the node was created for. */
const materialNames = ['node.json', 'organisations', 'tls'];

/** Private values are in no block. */
const privateStoreName = 'ledger/private';

/**
 * Copies a node, running or not, to a new folder: its keys and the blocks that are on disk now, all that were called
 * VALID among them. The state is left out, because it follows from the blocks.
 * @throws QuanchengError EMBEDDED_FOLDER_EXISTS, EMBEDDED_LEDGER_MISSING or EMBEDDED_LEDGER_DAMAGED
 */
export async function backupEmbeddedNode(
  dataDirectory: string,
  target: string,
  onProgress: LedgerProgressListener = () => undefined,
): Promise<EmbeddedBackupManifest> {
  await assertLedger(dataDirectory);
  // Blocks are appended only: what lies within these sizes never changes any more.
  const sizes = await segmentSizes(dataDirectory);
  return await newFolder(target, async (folder) => {
    const material = await copyMaterial(dataDirectory, folder);
    const channel = (await readNodeRecord(folder))?.channel ?? '';
    const { height, tip, files } = await copyBlocks(dataDirectory, sizes, folder, onProgress);
    // After the blocks, as the values of a block are on disk before it is.
    const privateValues = await copyDatabase(dataDirectory, folder, privateStoreName);
    const manifest = newManifest({
      created: new Date().toISOString(),
      channel,
      height,
      tip,
      files: [...material, ...files, ...privateValues],
    });
    const content = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeFile(join(folder, manifestName), content, { mode: 0o600, flag: 'wx', flush: true });
    return manifest;
  });
}

/** A starting node renews certificates: what changed while it was copied is not taken. */
async function copyMaterial(dataDirectory: string, folder: string): Promise<EmbeddedBackupFile[]> {
  const paths = (await Promise.all(materialNames.map((name) => listFiles(dataDirectory, name)))).flat();
  const files: EmbeddedBackupFile[] = [];
  for (const path of paths) {
    const copied = await copyPrivately(dataDirectory, folder, path);
    const present = await describeFile(dataDirectory, path);
    if (present.sha256 !== copied.sha256) {
      throw new QuanchengError(
        'EMBEDDED_NODE_LOCKED',
        `${path} changed while it was copied: the node is starting`,
      );
    }
    files.push(copied);
  }
  return files;
}

async function copyBlocks(
  dataDirectory: string,
  sizes: readonly number[],
  folder: string,
  onProgress: LedgerProgressListener,
): Promise<Pick<EmbeddedBackupManifest, 'height' | 'tip' | 'files'>> {
  const progress = newByteProgress(sizes, onProgress);
  const files: EmbeddedBackupFile[] = [];
  let file: PrivateFile | undefined;
  let current = -1;
  let last = { height: 0, tip: '' };
  try {
    for await (const { segment, offset, record, height, tip } of wholeBlocks(dataDirectory, sizes)) {
      if (segment !== current) {
        if (file !== undefined) files.push(await file.close());
        file = await PrivateFile.create(folder, `ledger/blocks/${segmentName(segment)}`);
        current = segment;
      }
      await file?.write(record);
      last = { height, tip: tip.toString('hex') };
      progress(height, { segment, offset, length: record.length });
    }
  } finally {
    if (file !== undefined) files.push(await file.close());
  }
  return { height: last.height, tip: last.tip, files };
}
