import { parseCheckpoint, parseNote } from '@quancheng/protocol';
import { checkStatement } from '../checks/check-statement.js';
import { mergeAnswers } from '../ledger/ledger-answers.js';
import type { EvidencePackage } from '../package/evidence-package.js';
import type { EndorsedRead } from '../read/endorsed-read.js';
import { parseRead } from '../read/parse-read.js';
import { chooseReads } from './choose-reads.js';
import type { EvidenceBundle } from './evidence-bundle.js';
import { packageAt } from './package-at.js';

/**
 * One record of a bundle as a package of its own, with only the reads that it needs, so that its verification says
 * what the bundle's says. Nothing is verified.
 * @throws VALUE_OUT_OF_RANGE, READ_INCOMPLETE, READ_CONFLICT, and what parsing of reads and statement throws
 */
export function exportPackage(bundle: EvidenceBundle, position: number): EvidencePackage {
  const evidence = packageAt(bundle, position);
  const { statement } = checkStatement(evidence.record);
  const bytesByRead = new Map(bundle.reads.map((bytes) => [readUnverified(bytes), bytes] as const));
  const answers = mergeAnswers([...bytesByRead.keys()]);
  const checkpoint = parseCheckpoint(parseNote(evidence.proof.checkpoint).text);
  const chosen = chooseReads(answers, checkpoint, statement.signers);
  const reads = [...bytesByRead].filter(([read]) => chosen.has(read)).map(([, bytes]) => bytes);
  return { ...evidence, reads };
}

function readUnverified(bytes: Uint8Array): EndorsedRead {
  const { answers, result } = parseRead(bytes);
  const { tick, time, transaction, nonce, stateVersion } = result;
  return { answers, tick, time, transaction, nonce, stateVersion, endorsers: [] };
}
