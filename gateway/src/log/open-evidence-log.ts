import { isQuanchengError, QuanchengError } from '@quancheng/protocol';

import type { SubmissionIndex } from '../store/index.js';
import { assembleLog } from './assemble-log.js';
import { CheckpointStore } from './checkpoint-store.js';
import type { SignedCheckpoint } from './checkpoint-store.js';
import type { EvidenceLog } from './evidence-log.js';
import { openJournal } from './journal-recovery.js';
import { LOG_DEFAULTS } from './evidence-log-options.js';
import type { EvidenceLogOptions, LogSettings } from './evidence-log-options.js';
import { logDirectories, makeLogDirectories } from './log-directories.js';
import type { LogDirectories } from './log-directories.js';
import { StopLatch } from './stop-latch.js';
import { TileStore } from './tile-store.js';

/**
 * Opens the log in a folder, or begins one, and brings everything derived up to the journal. It takes submissions
 * only after its tree was found to contain the heads that others hold.
 * @throws LOG_LOCKED, LOG_JOURNAL_CORRUPT, LOG_TREE_CORRUPT, LOG_ORIGIN_MISMATCH, LOG_FORK_REFUSED, LOG_HEADS_UNKNOWN,
 * LOG_STORAGE_FAILED
 */
export async function openEvidenceLog(options: EvidenceLogOptions): Promise<EvidenceLog> {
  const settings: LogSettings = { ...LOG_DEFAULTS, ...options };
  const directories = logDirectories(options.directory);
  const latch = new StopLatch();
  try {
    await makeLogDirectories(settings.files, directories);
    // First, because the index's lock is the log's.
    const index = await settings.openIndex(directories.index);
    try {
      return await openWithIndex(settings, directories, index, latch);
    } catch (error) {
      await index.close();
      throw error;
    }
  } catch (error) {
    throw isQuanchengError(error) ? error : latch.stop(error);
  }
}

async function openWithIndex(
  settings: LogSettings,
  directories: LogDirectories,
  index: SubmissionIndex,
  latch: StopLatch,
): Promise<EvidenceLog> {
  const { files, segmentBytes } = settings;
  const checkpoints = new CheckpointStore(files, directories.top, directories.public);
  const signed = await checkpoints.read();
  assertOrigin(settings.origin, signed);
  const last = await index.last();
  const promised = Math.max(signed?.checkpoint.size ?? 0, last === undefined ? 0 : last.first + last.count);
  const journal = await openJournal({ files, directory: directories.journal, segmentBytes }, promised);
  const tiles = new TileStore(files, directories.public);
  const stores = { publicDirectory: directories.public, latch, index, checkpoints, signed, journal, tiles };
  try {
    return await assembleLog(settings, stores);
  } catch (error) {
    await tiles.idle();
    await journal.abandon();
    throw error;
  }
}

function assertOrigin(origin: string, signed: SignedCheckpoint | undefined): void {
  if (signed === undefined || signed.checkpoint.origin === origin) return;
  throw new QuanchengError(
    'LOG_ORIGIN_MISMATCH',
    `the folder holds ${signed.checkpoint.origin}, not ${origin}`,
  );
}
