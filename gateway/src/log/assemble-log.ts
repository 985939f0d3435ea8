import type { RootHash } from '@quancheng/protocol';

import type { SubmissionIndex } from '../store/index.js';
import type { CheckpointStore, SignedCheckpoint } from './checkpoint-store.js';
import { EvidenceLog } from './evidence-log.js';
import type { LogSettings } from './evidence-log-options.js';
import { assertContainsHeads } from './fork-guard.js';
import { Integrator } from './integrator.js';
import type { SequencedBlock, TreeEdge } from './integrator.js';
import type { Journal } from './journal.js';
import { Publisher } from './publisher.js';
import { replayToIndex, replayToTree } from './replay.js';
import { Sequencer } from './sequencer.js';
import type { StopLatch } from './stop-latch.js';
import type { TileStore } from './tile-store.js';
import { emptyEdge, rebuildEdge, restoreEdge } from './tree-recovery.js';
import { TreeReader } from './tree-reader.js';

/** What a log keeps its things in. */
export interface LogStores {
  readonly publicDirectory: string;
  readonly latch: StopLatch;
  readonly index: SubmissionIndex;
  readonly checkpoints: CheckpointStore;
  readonly signed: SignedCheckpoint | undefined;
  readonly journal: Journal;
  readonly tiles: TileStore;
}

/**
 * Brings index and tree up to the journal, compares the tree with the heads that others hold, and puts the log together.
 * @throws LOG_JOURNAL_CORRUPT, LOG_TREE_CORRUPT, LOG_FORK_REFUSED, LOG_HEADS_UNKNOWN; other errors are the system's
 */
export async function assembleLog(settings: LogSettings, stores: LogStores): Promise<EvidenceLog> {
  const { publicDirectory, latch, index, checkpoints, signed, journal, tiles } = stores;
  const { decode, heads, origin, signers, clock, maximumHeldBytes, stages } = settings;
  const submissionsReplayedToIndex = await replayToIndex(journal, index);
  const start = await startingEdge(settings, stores);
  const integrator = new Integrator(tiles, start, stages.integrate, (error) => latch.stop(error));
  await replayToTree(journal, integrator, decode, start, journal.next);
  const reader = new TreeReader(tiles, integrator);
  const rootAt = (size: number): Promise<RootHash> => reader.rootAt(size);
  await assertContainsHeads(heads, integrator.size, rootAt);
  if (signed !== undefined && (await checkpoints.published()) !== signed.note)
    await checkpoints.publish(signed.note);
  stages.checkpoint.entered(journal.next - (signed?.checkpoint.size ?? 0));
  const room = (): Promise<void> => integrator.room();
  const onSequenced = (block: SequencedBlock): void => integrator.enqueue(block);
  return new EvidenceLog({
    publicDirectory,
    journal,
    index,
    latch,
    tiles,
    sequencer: new Sequencer({ journal, index, latch, clock, maximumHeldBytes, stages, room, onSequenced }),
    integrator,
    reader,
    publisher: new Publisher(
      { origin, signers, heads, tiles, checkpoints, integrator, rootAt, stage: stages.checkpoint },
      signed,
    ),
    recovery: {
      truncatedBytes: journal.truncated,
      submissionsReplayedToIndex,
      entriesReplayedToTree: journal.next - start.size,
    },
  });
}

async function startingEdge(settings: LogSettings, { signed, tiles, journal }: LogStores): Promise<TreeEdge> {
  if (signed === undefined) return emptyEdge();
  if (settings.rebuildTree) return rebuildEdge(tiles, signed, journal, settings.decode);
  return restoreEdge(tiles, signed);
}
