import { isQuanchengError, QuanchengError, type Envelope } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { takeQuota } from '../quota/take-quota.js';
import { meteredNow } from '../metrics/metered.js';
import { newPromise } from '../evidence/promise.js';
import type { DepositorClaim, JudgedDeposit } from './prepared-deposit.js';
import { submissionKey } from './submission-key.js';
import { verifySigners } from './verify-signers.js';

/** What the submitter gets once its record or batch is on disk. */
export interface Receipt {
  readonly participant: string;
  readonly id: string;
  /** Index of its (first) entry. */
  readonly index: number;
  readonly size: number;
  readonly received: string;
  readonly promise: Envelope;
  /** False if it was there before. */
  readonly isNew: boolean;
}

export type DepositParts = Pick<
  GatewayDependencies,
  | 'log'
  | 'registry'
  | 'quotas'
  | 'signatures'
  | 'signer'
  | 'promiseKeys'
  | 'audience'
  | 'inclusionPeriod'
  | 'onAppended'
  | 'meters'
>;

/**
 * Judges who signed a record or batch.
 * @throws KEY_UNKNOWN, KEY_REVOKED, ROLE_MISSING, SIGNER_SET_MISMATCH, SIGNATURE_INVALID, NETWORK_UNAVAILABLE
 */
export async function judgeSigners(
  parts: Pick<DepositParts, 'log' | 'registry' | 'signatures'>,
  claim: DepositorClaim,
): Promise<void> {
  const [revoked] = await verifySigners(parts, claim);
  // A key that is revoked by now signs nothing new, but what it deposited before is still answered.
  if (
    revoked !== undefined &&
    (await parts.log.lookup(submissionKey(claim.participant, claim.id))) === undefined
  ) {
    throw new QuanchengError('KEY_REVOKED', `key ${revoked} is revoked`);
  }
}

/**
 * Appends and promises what has been judged.
 * @throws IDEMPOTENCY_CONFLICT, QUOTA_EXCEEDED, LOG_…
 */
export async function appendJudged(parts: DepositParts, judged: JudgedDeposit): Promise<Receipt> {
  const { participant, id } = judged;
  const { duplicate, ...place } = await appendWithinQuota(parts, judged);
  if (!duplicate) parts.onAppended();
  const promise = meteredNow(parts.meters.stages.promise, place.count, () =>
    newPromise(parts, judged.subject(place.received), place),
  );
  return {
    participant,
    id,
    index: place.first,
    size: place.count,
    received: place.received,
    promise,
    isNew: !duplicate,
  };
}

/** What is there already costs nothing, and is answered even when nothing is left. */
async function appendWithinQuota(parts: DepositParts, { signers, submission }: JudgedDeposit) {
  const { log } = parts;
  let giveBack = (): void => undefined;
  try {
    giveBack = await takeQuota(parts, signers, 'records', submission.count);
  } catch (error) {
    const isOver = isQuanchengError(error, 'QUOTA_EXCEEDED');
    if (!isOver || (await log.lookup(submission.key)) === undefined) throw error;
  }
  try {
    const appended = await log.append(submission);
    if (appended.duplicate) giveBack();
    return appended;
  } catch (error) {
    giveBack();
    throw error;
  }
}
