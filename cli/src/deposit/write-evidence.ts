import { collectEvidence, type OutboxJob, replaceFile } from '@quancheng/sdk/node';
import { rm } from 'node:fs/promises';
import { assertOwnLedger } from './assert-own-ledger.js';
import { checkEvidence, lacksWitnesses } from './check-evidence.js';
import type { DepositSession } from './deposit-session.js';
import { writeOtherPromises } from './write-other-promises.js';
import { custodyPath, evidencePath, promisePath, promisesPath } from './evidence-names.js';

/** A deposit whose evidence is on disk. */
export interface WrittenEvidence {
  readonly job: OutboxJob;
  /** In order: one package, or one bundle for each batch. */
  readonly paths: readonly string[];
}

/**
 * Waits until a deposit is anchored and writes its evidence; the promise, which the evidence contains, goes.
 * @param patience milliseconds
 * @throws ANCHOR_TIMEOUT, EVIDENCE_REFUSED, EVIDENCE_OF_ANOTHER_LEDGER, FILE_UNWRITABLE
 */
export async function writeEvidence(
  { client, trustRoot }: Pick<DepositSession, 'client' | 'trustRoot'>,
  folder: string,
  patience: number,
): Promise<WrittenEvidence> {
  const paths: string[] = [];
  const job = await collectEvidence(client, folder, {
    patience,
    isComplete: async (part) => !(await lacksWitnesses(part, trustRoot)),
    write: async (part) => {
      await checkEvidence(part, trustRoot);
      const path = evidencePath(part.job, part.sequence);
      await assertOwnLedger(path, trustRoot.ledger);
      await replaceFile(path, part.bytes);
      if (part.custody !== undefined) await replaceFile(custodyPath(path), part.custody, { mode: 0o600 });
      paths.push(path);
    },
  });
  for (const path of [promisePath(job.output), promisesPath(job.output)]) await rm(path, { force: true });
  await writeOtherPromises(client, folder);
  return { job, paths };
}
