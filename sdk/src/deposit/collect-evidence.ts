import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  encodeUtf8,
  parseEnvelope,
  parseStatement,
  QuanchengError,
  unverifiedPayload,
} from '@quancheng/protocol';
import type { QuanchengClient } from '../client/client.js';
import { sleep, waitBefore } from '../client/back-off.js';
import { DEFAULT_PATIENCE, POLLING } from '../client/wait-until-anchored.js';
import { addOriginalKey, addOriginalKeys } from '../evidence/add-original-keys.js';
import { custodyOf } from './custody-of.js';
import { settleUnits } from './settle-deposit.js';
import { openOutbox } from '../outbox/level-outbox.js';
import type { Outbox, OutboxJob, OutboxUnit } from '../outbox/outbox.js';

/** One evidence file: a package, or a bundle of one batch. */
export interface EvidencePart {
  readonly job: OutboxJob;
  /** From 0; there are job.units of them. */
  readonly sequence: number;
  /** Number of the first row in it, from 1. */
  readonly first: number;
  readonly bytes: Uint8Array;
  /** Keys of rows that were deposited by a template: for the custodian alone, so they are not in the evidence. */
  readonly custody?: Uint8Array;
}

export interface CollectOptions {
  /** Milliseconds to wait for the anchor. */
  readonly patience?: number;
  /**
   * Whether a part holds all that it needs: witnesses cosign a moment after the anchor. It is fetched again until it does,
   * or the patience is at its end.
   */
  readonly isComplete?: (part: EvidencePart) => Promise<boolean>;
  /** Writes a part to where it stays; the outbox forgets the deposit's bulk once all parts are written. */
  readonly write: (part: EvidencePart) => Promise<void>;
}

/**
 * Fetches the evidence of a deposit, puts the originals' keys in, and hands it over part by part.
 * @throws ANCHOR_TIMEOUT, OUTBOX_INVALID if not everything is acknowledged yet
 */
export async function collectEvidence(
  client: QuanchengClient,
  folder: string,
  options: CollectOptions,
): Promise<OutboxJob> {
  const outbox = await openOutbox(folder);
  try {
    const job = await outbox.job();
    if (job === undefined) throw new QuanchengError('OUTBOX_INVALID', `${folder} holds no deposit`);
    for (let sequence = 0; sequence < job.units; sequence += 1) {
      const unit = await acknowledgedUnit(outbox, sequence);
      await options.write(
        await fetchComplete(
          async () => ({
            job,
            sequence,
            first: unit.first,
            ...(await fetchPart(client, job, unit, options.patience)),
          }),
          options,
        ),
      );
    }
    await forgetMembers(outbox, job);
    const { unsettled } = await settleUnits(client, outbox, job.units);
    const done = { ...withoutMark(job), finished: true as const, ...(unsettled ? { unsettled } : {}) };
    await outbox.saveJob(done);
    return done;
  } finally {
    await outbox.close();
  }
}

/** The deposits of all outboxes, in no particular order. */
export async function listDeposits(outboxes: string): Promise<readonly { folder: string; job: OutboxJob }[]> {
  const names = await readdir(outboxes).catch(() => []);
  const deposits: { folder: string; job: OutboxJob }[] = [];
  for (const name of names) {
    const folder = join(outboxes, name);
    const outbox = await openOutbox(folder);
    const job = await outbox.job().finally(() => outbox.close());
    if (job !== undefined) deposits.push({ folder, job });
  }
  return deposits;
}

function withoutMark({ unsettled, ...job }: OutboxJob): OutboxJob {
  return job;
}

async function acknowledgedUnit(outbox: Outbox, sequence: number): Promise<OutboxUnit> {
  const unit = await outbox.unit(sequence);
  const acknowledgement = await outbox.acknowledgement(sequence);
  if (unit === undefined || acknowledgement === undefined) {
    throw new QuanchengError('OUTBOX_INVALID', 'not everything is deposited yet: repeat the deposit first');
  }
  return unit;
}

async function fetchComplete(
  fetchOnce: () => Promise<EvidencePart>,
  { isComplete, patience = DEFAULT_PATIENCE }: CollectOptions,
): Promise<EvidencePart> {
  const deadline = performance.now() + patience;
  for (let attempt = 1; ; attempt += 1) {
    const part = await fetchOnce();
    const wait = waitBefore(POLLING, attempt);
    if (isComplete === undefined || (await isComplete(part)) || performance.now() + wait > deadline)
      return part;
    await sleep(wait);
  }
}

async function fetchPart(
  client: QuanchengClient,
  job: OutboxJob,
  unit: OutboxUnit,
  patience?: number,
): Promise<Pick<EvidencePart, 'bytes' | 'custody'>> {
  const name = { participant: ownerOf(unit), id: unit.id };
  const [originalKey] = unit.originalKeys;
  if (job.kind === 'document') {
    const bytes = await client.recordPackage(name, patience);
    return { bytes: originalKey === undefined ? bytes : addOriginalKey(bytes, originalKey) };
  }
  const bytes = await client.batchBundle(name, patience);
  if (originalKey === undefined) return { bytes };
  const custody = custodyOf(job, unit);
  return custody === undefined ? { bytes: addOriginalKeys(bytes, unit.originalKeys) } : { bytes, custody };
}

/** In whose name space a unit is: its first signer's, which a cosigner may be. */
function ownerOf({ envelope }: OutboxUnit): string {
  const [signer] = parseStatement(unverifiedPayload(parseEnvelope(encodeUtf8(envelope)))).signers;
  if (signer === undefined) throw new QuanchengError('OUTBOX_INVALID', 'a unit that nobody signs');
  return signer.participant;
}

/** The evidence holds the members now. The keys stay, in case that it is lost and fetched again. */
async function forgetMembers(outbox: Outbox, job: OutboxJob): Promise<void> {
  for (let sequence = 0; sequence < job.units; sequence += 1) {
    const unit = await outbox.unit(sequence);
    if (unit !== undefined && unit.members.length > 0)
      await outbox.saveUnit(sequence, { ...unit, members: [] });
  }
}
