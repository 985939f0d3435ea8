import type { Commit, Status, Transaction } from '@hyperledger/fabric-gateway';
import { gateway as messages, msp } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';
import type { Line } from '../connection/line.js';
import type { LinePool } from '../connection/line-pool.js';
import type { Deadlines } from './deadlines.js';
import { pause } from './pause.js';

const DELAY = 250;
/** How long to ask after a submission that failed: long enough for a block, short enough to send it again soon. */
const WAIT_AFTER_FAILURE = 2_500;

/** An endorsed transaction, which belongs to the line that endorsed it. */
export interface Endorsed {
  readonly transaction: Transaction;
  readonly line: Line;
}

/** An endorsed transaction on its way, and what is needed to ask for it. */
export interface Submission {
  readonly endorsed: Endorsed;
  readonly lines: LinePool;
  readonly channel: string;
  readonly deadlines: Deadlines;
}

/**
 * Sends an endorsed transaction to be ordered and finds out what became of it.
 *
 * An error on the way leaves open whether it was ordered. So the same signed envelope is sent again (the ledger
 * keeps the first of two with one transaction id) and its commit status is asked for by transaction id, until
 * one answer comes, each time over the line that is in use by then: the outcome is never guessed.
 * @throws OUTCOME_UNKNOWN with the transaction id when the time for settlement is over
 */
export async function settle(submission: Submission): Promise<Status> {
  const { deadlines, lines } = submission;
  let { endorsed } = submission;
  const end = performance.now() + deadlines.settlement;
  let cause: unknown;
  while (performance.now() < end) {
    endorsed = over(lines.current(), endorsed);
    const sent = await trySubmit(endorsed, deadlines);
    const wait =
      'commit' in sent ? deadlines.commitStatus : Math.min(WAIT_AFTER_FAILURE, deadlines.commitStatus);
    const commit = 'commit' in sent ? sent.commit : newQuestion(endorsed, submission.channel);
    try {
      return await commit.getStatus({ deadline: Date.now() + wait });
    } catch (error) {
      cause = 'error' in sent ? sent.error : error;
    }
    lines.leave(endorsed.line);
    await pause(DELAY);
  }
  const id = endorsed.transaction.getTransactionId();
  throw new QuanchengError('OUTCOME_UNKNOWN', `no commit status for transaction ${id}`, { cause });
}

/** The same transaction over another line: the same envelope, with its signature once it has one. */
function over(line: Line, { transaction, line: present }: Endorsed): Endorsed {
  const same = line === present ? transaction : line.gateway.newTransaction(transaction.getBytes());
  return { transaction: same, line };
}

async function trySubmit(
  { transaction }: Endorsed,
  { submit }: Deadlines,
): Promise<{ commit: Commit } | { error: unknown }> {
  try {
    return { commit: await transaction.submit({ deadline: Date.now() + submit }) };
  } catch (error) {
    return { error };
  }
}

/** The question for a transaction's outcome, by its id alone. */
function newQuestion({ transaction, line: { gateway } }: Endorsed, channel: string): Commit {
  const { mspId, credentials } = gateway.getIdentity();
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(credentials);
  const request = new messages.CommitStatusRequest();
  request.setChannelId(channel);
  request.setTransactionId(transaction.getTransactionId());
  request.setIdentity(identity.serializeBinary());
  const signed = new messages.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  return gateway.newCommit(signed.serializeBinary());
}
