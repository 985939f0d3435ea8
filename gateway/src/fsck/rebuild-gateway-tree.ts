import { join } from 'node:path';
import { isQuanchengError, QuanchengError } from '@quancheng/protocol';
import { decodeSubmission } from '../deposit/decode-submission.js';
import { CheckpointStore } from '../log/checkpoint-store.js';
import { logDirectories } from '../log/log-directories.js';
import { nodeFileLayer } from '../log/node-file-layer.js';
import { openEvidenceLog } from '../log/open-evidence-log.js';
import { SEGMENT_HEADER, type Position } from '../log/segment.js';
import { checkJournal } from './check-journal.js';
import { LogFindings } from './finding.js';
import { openCheckpoint } from './head-check.js';

/**
 * Makes the served tiles of a stopped gateway's log again from its journal; signs nothing. Where the record of what was
 * signed last is damaged, the served checkpoint takes its place.
 * @returns how many entries the log has
 * @throws LOG_LOCKED while the gateway runs; LOG_JOURNAL_CORRUPT if the journal doesn't give the signed root;
 * LOG_TREE_CORRUPT if no signed checkpoint can be read
 */
export async function rebuildGatewayTree(gatewayDirectory: string): Promise<number> {
  const directory = join(gatewayDirectory, 'log');
  const origin = await settleSigned(directory);
  const log = await openEvidenceLog({
    directory,
    origin,
    signers: [],
    decode: decodeSubmission,
    // Nothing is promised or signed here; the gateway compares heads when it starts.
    heads: () => Promise.resolve([]),
    rebuildTree: true,
  });
  const { size } = log;
  await log.close();
  return size;
}

/** @returns the log's origin */
async function settleSigned(directory: string): Promise<string> {
  const { top, public: publicDirectory } = logDirectories(directory);
  const store = new CheckpointStore(nodeFileLayer, top, publicDirectory);
  try {
    const signed = await store.read();
    if (signed !== undefined) return signed.checkpoint.origin;
  } catch (error) {
    if (!isQuanchengError(error, 'LOG_TREE_CORRUPT')) throw error;
  }
  const note = (await store.published()) ?? '';
  const opened = openCheckpoint(note);
  if (opened === undefined) throw new QuanchengError('LOG_TREE_CORRUPT', 'no signed checkpoint can be read');
  await store.write({ note, next: await findNext(directory, opened.checkpoint.size) });
  return opened.checkpoint.origin;
}

/** Where the journal goes on after a number of entries. @throws LOG_JOURNAL_CORRUPT */
async function findNext(directory: string, size: number): Promise<Position> {
  const findings = new LogFindings();
  let found: Position | undefined = size === 0 ? { segment: 0, offset: SEGMENT_HEADER } : undefined;
  await checkJournal(nodeFileLayer, logDirectories(directory).journal, findings, ({ frame, next }) => {
    if (frame.first + frame.count === size) found = next;
    return Promise.resolve();
  });
  if (found !== undefined) return found;
  const [finding] = findings.findings;
  throw new QuanchengError('LOG_JOURNAL_CORRUPT', finding?.detail ?? `no submission ends at ${size}`);
}
