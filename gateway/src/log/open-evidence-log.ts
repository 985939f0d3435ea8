import { dirname, join } from 'node:path';

import { isQuanchengError, QuanchengError } from '@quancheng/protocol';
import type { NoteSigner, RootHash } from '@quancheng/protocol';

import { openLevelSubmissionIndex } from '../store/index.js';
import type { SubmissionIndex } from '../store/index.js';
import { CheckpointStore } from './checkpoint-store.js';
import type { SignedCheckpoint } from './checkpoint-store.js';
import { EvidenceLog } from './evidence-log.js';
import { isMissing } from './file-layer.js';
import type { FileLayer } from './file-layer.js';
import { assertContainsHeads } from './fork-guard.js';
import type { HeadSource } from './fork-guard.js';
import { Integrator } from './integrator.js';
import type { SequencedBlock, TreeEdge } from './integrator.js';
import { openJournal } from './journal-recovery.js';
import type { Journal } from './journal.js';
import { nodeFileLayer } from './node-file-layer.js';
import { Publisher } from './publisher.js';
import { replayToIndex, replayToTree } from './replay.js';
import type { DecodeSubmission } from './replay.js';
import { Sequencer } from './sequencer.js';
import { StopLatch } from './stop-latch.js';
import { TileStore } from './tile-store.js';
import { emptyEdge, rebuildEdge, restoreEdge } from './tree-recovery.js';
import { TreeReader } from './tree-reader.js';

export interface EvidenceLogOptions {
  /** The log's own folder, created if need be. */
  readonly directory: string;
  /** C2SP log origin: the checkpoint's first line. */
  readonly origin: string;
  /** The log's key; while a key is rotated, the old and the new one. */
  readonly signers: readonly NoteSigner[];
  /** Makes a submission again from its body. */
  readonly decode: DecodeSubmission;
  /** The heads that the ledger and the witnesses hold of this log; none before it is registered. */
  readonly heads: HeadSource;
  /** Milliseconds since the epoch; default: the system's clock. */
  readonly clock?: () => number;
  /** Bytes of submissions held in memory before LOG_BUSY; default 96 MiB. */
  readonly maximumHeldBytes?: number;
  /** A journal segment is closed once it is this large; default 128 MiB. */
  readonly segmentBytes?: number;
  /** Derives all tiles again from the journal instead of going on from those on disk. */
  readonly rebuildTree?: boolean;
  readonly files?: FileLayer;
  /** Default: LevelDB. */
  readonly openIndex?: (directory: string) => Promise<SubmissionIndex>;
}

const JOURNAL = 'journal';
const PUBLIC = 'public';
const MEBIBYTE = 1024 * 1024;
const DEFAULTS = {
  clock: Date.now,
  maximumHeldBytes: 96 * MEBIBYTE,
  segmentBytes: 128 * MEBIBYTE,
  rebuildTree: false,
  files: nodeFileLayer,
  openIndex: openLevelSubmissionIndex,
};
type Settings = EvidenceLogOptions & typeof DEFAULTS;

/**
 * Opens the log in a folder, or begins one, and brings everything derived up to the journal. It takes submissions
 * only after its tree was found to contain the heads that others hold.
 * @throws LOG_LOCKED, LOG_JOURNAL_CORRUPT, LOG_TREE_CORRUPT, LOG_ORIGIN_MISMATCH, LOG_FORK_REFUSED, LOG_HEADS_UNKNOWN,
 * LOG_STORAGE_FAILED
 */
export async function openEvidenceLog(options: EvidenceLogOptions): Promise<EvidenceLog> {
  const settings: Settings = { ...DEFAULTS, ...options };
  const latch = new StopLatch();
  try {
    await makeDirectories(settings);
    // First, because the index's lock is the log's.
    const index = await settings.openIndex(join(settings.directory, 'index'));
    try {
      return await openWithIndex(settings, latch, index);
    } catch (error) {
      await index.close();
      throw error;
    }
  } catch (error) {
    throw isQuanchengError(error) ? error : latch.stop(error);
  }
}

interface Opened {
  readonly settings: Settings;
  readonly latch: StopLatch;
  readonly index: SubmissionIndex;
  readonly checkpoints: CheckpointStore;
  readonly signed: SignedCheckpoint | undefined;
  readonly tiles: TileStore;
}

async function openWithIndex(
  settings: Settings,
  latch: StopLatch,
  index: SubmissionIndex,
): Promise<EvidenceLog> {
  const { files, directory, segmentBytes } = settings;
  const checkpoints = new CheckpointStore(files, directory, join(directory, PUBLIC));
  const signed = await checkpoints.read();
  assertOrigin(settings.origin, signed);
  const last = await index.last();
  const promised = Math.max(signed?.checkpoint.size ?? 0, last === undefined ? 0 : last.first + last.count);
  const journal = await openJournal({ files, directory: join(directory, JOURNAL), segmentBytes }, promised);
  const tiles = new TileStore(files, join(directory, PUBLIC));
  try {
    return await openWithJournal({ settings, latch, index, checkpoints, signed, tiles }, journal);
  } catch (error) {
    await tiles.idle();
    await journal.abandon();
    throw error;
  }
}

async function openWithJournal(opened: Opened, journal: Journal): Promise<EvidenceLog> {
  const { settings, latch, index, checkpoints, signed, tiles } = opened;
  const { directory, decode, heads, origin, signers, clock, maximumHeldBytes } = settings;
  const submissionsReplayedToIndex = await replayToIndex(journal, index);
  const start = await startingEdge(opened, journal);
  const integrator = new Integrator(tiles, start, (error) => latch.stop(error));
  await replayToTree(journal, integrator, decode, start, journal.next);
  const reader = new TreeReader(tiles, integrator);
  const rootAt = (size: number): Promise<RootHash> => reader.rootAt(size);
  await assertContainsHeads(heads, integrator.size, rootAt);
  if (signed !== undefined && (await checkpoints.published()) !== signed.note)
    await checkpoints.publish(signed.note);
  const room = (): Promise<void> => integrator.room();
  const onSequenced = (block: SequencedBlock): void => integrator.enqueue(block);
  return new EvidenceLog({
    publicDirectory: join(directory, PUBLIC),
    journal,
    index,
    latch,
    tiles,
    sequencer: new Sequencer({ journal, index, latch, clock, maximumHeldBytes, room, onSequenced }),
    integrator,
    reader,
    publisher: new Publisher({ origin, signers, heads, tiles, checkpoints, integrator, rootAt }, signed),
    recovery: {
      truncatedBytes: journal.truncated,
      submissionsReplayedToIndex,
      entriesReplayedToTree: journal.next - start.size,
    },
  });
}

async function startingEdge({ signed, settings, tiles }: Opened, journal: Journal): Promise<TreeEdge> {
  if (signed === undefined) return emptyEdge();
  if (settings.rebuildTree) return rebuildEdge(tiles, signed, journal, settings.decode);
  return restoreEdge(tiles, signed);
}

function assertOrigin(origin: string, signed: SignedCheckpoint | undefined): void {
  if (signed === undefined || signed.checkpoint.origin === origin) return;
  throw new QuanchengError(
    'LOG_ORIGIN_MISMATCH',
    `the folder holds ${signed.checkpoint.origin}, not ${origin}`,
  );
}

async function makeDirectories({ files, directory }: Settings): Promise<void> {
  for (const path of [directory, join(directory, JOURNAL), join(directory, PUBLIC)])
    await makeDirectory(files, path);
}

/** With its parents; its name is on the medium when this returns. */
async function makeDirectory(files: FileLayer, path: string): Promise<void> {
  try {
    await files.makeDirectory(path);
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error;
    await makeDirectory(files, dirname(path));
    await files.makeDirectory(path);
  }
  await files.syncDirectory(dirname(path));
}
