import { join } from 'node:path';
import { isQuanchengError, QuanchengError, type VerifierKey } from '@quancheng/protocol';
import type { AnchorStore } from '../anchoring/anchor-store.js';
import { decodeSubmission } from '../deposit/decode-submission.js';
import { CheckpointStore, type SignedCheckpoint } from '../log/checkpoint-store.js';
import { logDirectories } from '../log/log-directories.js';
import { nodeFileLayer } from '../log/node-file-layer.js';
import { deriveAgain } from '../log/replay.js';
import { openLevelSubmissionIndex } from '../store/index.js';
import { openAnchors } from '../store/level-anchor-store.js';
import { openLevelCosignatureStore } from '../store/level-cosignature-store.js';
import { checkCosignatures } from './check-cosignatures.js';
import { checkJournal } from './check-journal.js';
import { checkSettings } from './check-settings.js';
import { LogFindings, type LogFinding, type LogNote } from './finding.js';
import { HeadCheck, openCheckpoint, type KeptCheckpoint } from './head-check.js';
import { IndexCheck } from './check-index.js';
import { TreeCheck } from './tree-check.js';

export interface GatewayFolderOptions {
  /** The gateway's folder; the gateway is stopped. */
  readonly directory: string;
  /** Keys of the log with this origin; none: signatures are not verified. */
  readonly keysOf: (origin: string) => readonly VerifierKey[];
  /** Keys of the witnesses; none: their signatures are not verified. */
  readonly witnesses?: readonly VerifierKey[];
}

/** What a look at a gateway's folder gives. */
export interface GatewayFolderReport {
  readonly origin: string;
  readonly submissions: number;
  readonly entries: number;
  /** Sizes of the newest checkpoints that were signed, anchored, cosigned. */
  readonly signed: number | undefined;
  readonly anchored: number | undefined;
  readonly cosigned: number | undefined;
  /** Damage; the first twenty of each code. */
  readonly findings: readonly LogFinding[];
  readonly findingCount: number;
  /** What the next start settles by itself. */
  readonly notes: readonly LogNote[];
}

/**
 * Checks all that a stopped gateway's folder holds of its log, from the journal's bytes up: every submission gives the
 * entries that were promised, each key is taken once and the index finds it, the entries give every checkpoint that was
 * signed or anchored and the served tiles, and what promises are made again from is there. Mends nothing in the journal.
 * @throws FILE_UNREADABLE if there is no log, LOG_LOCKED while the gateway runs, LOG_INDEX_CORRUPT,
 * LOG_CHECKPOINTS_CORRUPT if a database cannot even be opened; errors are the system's
 */
export async function checkGatewayFolder(options: GatewayFolderOptions): Promise<GatewayFolderReport> {
  const directories = logDirectories(join(options.directory, 'log'));
  if ((await nodeFileLayer.list(directories.journal)).length === 0)
    throw new QuanchengError('FILE_UNREADABLE', `no evidence log in ${options.directory}`);
  // First, because its lock is the log's.
  const index = await openLevelSubmissionIndex(directories.index);
  try {
    const anchors = await openAnchors(options.directory);
    const cosignatures = await openLevelCosignatureStore(join(options.directory, 'cosignatures'));
    try {
      const findings = new LogFindings();
      const signed = await readSigned(directories.top, directories.public, findings);
      const origin = await originOf(signed, anchors);
      const keys = origin === undefined ? [] : options.keysOf(origin);
      if (keys.length === 0) findings.note('KEYS_UNKNOWN', 'log', origin ?? 'no checkpoint yet');
      const heads = await HeadCheck.begin(keptCheckpoints(anchors, signed), keys, findings);
      const tree = new TreeCheck(
        { files: nodeFileLayer, directory: directories.public, signed: signed?.checkpoint.size ?? 0, heads },
        findings,
      );
      await tree.begin();
      const indexed = await IndexCheck.begin(index, findings);
      const journal = await checkJournal(nodeFileLayer, directories.journal, findings, async (record) => {
        await indexed.show(record);
        await tree.append(await deriveAgain(record.frame, decodeSubmission));
      });
      const end = journal.isWhole ? journal.end : undefined;
      await indexed.finish(end);
      await heads.finish(end);
      await checkCosignatures(cosignatures, anchors, options.witnesses ?? [], findings);
      const named = await checkSettings(nodeFileLayer, options.directory, end, findings);
      if (origin !== undefined && named !== undefined && named !== origin)
        findings.add('LOG_ORIGIN_MISMATCH', 'terms.json', `names ${named}, the log is ${origin}`);
      return {
        origin: origin ?? named ?? '',
        submissions: journal.submissions,
        entries: journal.end,
        signed: signed?.checkpoint.size,
        anchored: anchors.newest,
        cosigned: cosignatures.newest,
        findings: findings.findings,
        findingCount: findings.count,
        notes: findings.notes,
      };
    } finally {
      await anchors.close();
      await cosignatures.close();
    }
  } finally {
    await index.close();
  }
}

async function readSigned(
  top: string,
  publicDirectory: string,
  findings: LogFindings,
): Promise<SignedCheckpoint | undefined> {
  const store = new CheckpointStore(nodeFileLayer, top, publicDirectory);
  try {
    const signed = await store.read();
    const served = await store.published();
    if (signed !== undefined && served !== signed.note)
      findings.note('CHECKPOINT_UNSERVED', 'log/public/checkpoint', `size ${signed.checkpoint.size}`);
    return signed;
  } catch (error) {
    if (!isQuanchengError(error, 'LOG_TREE_CORRUPT')) throw error;
    findings.add('LOG_TREE_CORRUPT', 'log/signed', error.detail);
    return undefined;
  }
}

async function originOf(
  signed: SignedCheckpoint | undefined,
  anchors: AnchorStore,
): Promise<string | undefined> {
  if (signed !== undefined) return signed.checkpoint.origin;
  if (anchors.newest === undefined) return undefined;
  return openCheckpoint((await anchors.read(anchors.newest)).note)?.checkpoint.origin;
}

/** By size. */
async function* keptCheckpoints(
  anchors: AnchorStore,
  signed: SignedCheckpoint | undefined,
): AsyncGenerator<KeptCheckpoint> {
  let rest =
    signed === undefined
      ? []
      : [
          {
            path: 'log/signed',
            code: 'LOG_TREE_CORRUPT',
            size: signed.checkpoint.size,
            note: signed.note,
          } as const,
        ];
  for await (const { size, note } of anchors.beyond(-1)) {
    if (rest[0] !== undefined && rest[0].size < size) {
      yield* rest;
      rest = [];
    }
    yield { path: 'anchored', code: 'LOG_CHECKPOINTS_CORRUPT', size, note };
  }
  yield* rest;
}
