import type { NoteSigner } from '@quancheng/protocol';

import { openLevelSubmissionIndex } from '../store/index.js';
import type { SubmissionIndex } from '../store/index.js';
import type { FileLayer } from './file-layer.js';
import type { HeadSource } from './fork-guard.js';
import { unwatchedStages } from './log-stages.js';
import type { LogStages } from './log-stages.js';
import { nodeFileLayer } from './node-file-layer.js';
import type { DecodeSubmission } from './replay.js';

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
  /** Who is told what passes the stages; default nobody. */
  readonly stages?: LogStages;
  /** Default: LevelDB. */
  readonly openIndex?: (directory: string) => Promise<SubmissionIndex>;
}

const MEBIBYTE = 1024 * 1024;
export const LOG_DEFAULTS = {
  clock: Date.now,
  maximumHeldBytes: 96 * MEBIBYTE,
  segmentBytes: 128 * MEBIBYTE,
  rebuildTree: false,
  files: nodeFileLayer,
  stages: unwatchedStages,
  openIndex: openLevelSubmissionIndex,
};
/** The options with their defaults. */
export type LogSettings = EvidenceLogOptions & typeof LOG_DEFAULTS;
