import { parseTime, QuanchengError, readForm, type LogPromise } from '@quancheng/protocol';
import { verifyPromise } from '../checks/check-promise.js';
import { anchorForm, logForm } from '../ledger/state-forms.js';
import { stateKeys } from '../ledger/state-keys.js';
import type { EndorsedRead } from '../read/endorsed-read.js';
import { verifyEndorsedRead } from '../read/verify-endorsed-read.js';
import { ENDORSERS_TOLERANCE } from '../report/times.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { convictLog, type Conviction } from './conviction.js';
import type { Examination } from './examination.js';
import type { LatePromiseProof } from './fraud-proof.js';
import { notShown, unrelated } from './judge-checkpoints.js';

/** Up to which size a log was anchored at a moment. */
export interface AnchoredAt {
  readonly size: number;
  /** Time, by the ledger. */
  readonly time: string;
}

/** A promise, and that the ledger had not anchored its entries when its time was over. */
export function judgeLatePromise(
  { promise: envelope, read }: LatePromiseProof,
  root: TrustRoot,
  { run }: Examination,
): Conviction[] {
  const promise = run('promise', () => verifyPromise(envelope, root));
  const verified = run('read', () => verifyEndorsedRead(read, root));
  const moments = run('related', () => {
    const found = momentsOf(verified, promise.origin);
    if (found.length === 0) throw unrelated('the read says nothing of this log’s anchors');
    return found;
  });
  const moment = run('contradiction', () => assertLate(promise, moments));
  const { first, size, includedBy, origin } = promise;
  const last = first + size - 1;
  const deed = {
    en: `promised that entries ${first} to ${last} would be anchored by ${includedBy}; at ${moment.time} only the first ${moment.size} were.`,
    zh: `承诺条目 ${first} 至 ${last} 于 ${includedBy} 前锚定；至 ${moment.time} 仅锚定了前 ${moment.size} 条。`,
  };
  return [convictLog(root, origin, 'late-promise', deed)];
}

/**
 * What a read tells of a log: the head, as of the read's tick; and of each anchor, that until the tick which it names the
 * head was the anchor before.
 * @throws READ_MALFORMED
 */
export function momentsOf({ answers, tick }: EndorsedRead, origin: string): readonly AnchoredAt[] {
  return answers.flatMap(({ key, value, version }): AnchoredAt[] => {
    if (version === undefined) return [];
    if (key === stateKeys.log(origin)) {
      const { head } = readForm(logForm, value, 'READ_MALFORMED');
      return [{ size: head.size, time: tick.time }];
    }
    if (!key.startsWith(`anchor/${origin}/`)) return [];
    const { previous, at } = readForm(anchorForm, value, 'READ_MALFORMED');
    return previous === undefined ? [] : [{ size: previous, time: at.time }];
  });
}

/**
 * The moment that shows it. A tick's time is its submitter's, within 15 minutes of every endorser's clock: only what is
 * later than that is surely after the deadline.
 * @throws FRAUD_NOT_SHOWN, FRAUD_DEADLINE_RUNNING
 */
export function assertLate(
  { first, size, includedBy }: LogPromise,
  moments: readonly AnchoredAt[],
): AnchoredAt {
  const uncovered = moments.filter((moment) => moment.size < first + size);
  if (uncovered.length === 0) throw notShown('the entries were anchored');
  const deadline = parseTime(includedBy) + ENDORSERS_TOLERANCE;
  const late = uncovered.find(({ time }) => parseTime(time) > deadline);
  if (late !== undefined) return late;
  throw new QuanchengError('FRAUD_DEADLINE_RUNNING', 'not surely after the promised time');
}
