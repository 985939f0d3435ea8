import {
  batchLeafOfDigest,
  encodeHex,
  merkleRoot,
  QuanchengError,
  sha256,
  sm3,
  statementPaeHead,
  type BatchStatement,
  type LeafHash,
  type PinnedTemplate,
} from '@quancheng/protocol';
import { newMemberEntriesWriter, type MemberEntries } from './member-entries.js';
import { newMemberJudge, type MemberJudge } from './judge-member.js';

/** The batch that members are held against. */
export interface MembersOf {
  readonly batch: BatchStatement;
  /** Hex digest of the batch's envelope. */
  readonly envelope: string;
}

const NEWLINE = 0x0a;

/**
 * Judges all members of a batch and derives their log entries.
 * @param body the header's line and the members' lines, each ended by a newline
 * @param templates by which members are judged that name one; left out for what the log took already, since a template
 * may be gone from this gateway by now
 * @throws JSON_…, STATEMENT_INVALID, LEVEL_REFUSED, STATEMENT_KIND_REFUSED, BATCH_MEMBER_MISPLACED, BODY_TOO_LARGE,
 * TEMPLATE_…, PLAIN_DIGEST_REFUSED, ROW_… with the member's line; BATCH_SIZE_MISMATCH, BATCH_ROOT_MISMATCH, REQUEST_INTERRUPTED
 */
export function readMembers(
  { batch, envelope }: MembersOf,
  body: Uint8Array,
  templates?: readonly PinnedTemplate[],
): MemberEntries {
  const lines = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (lines.at(-1) !== NEWLINE) throw new QuanchengError('REQUEST_INTERRUPTED', 'the last line does not end');
  const judge = newMemberJudge(batch, templates);
  const entries = newMemberEntriesWriter(envelope, batch.size);
  const leaves: LeafHash[] = [];
  let start = lines.indexOf(NEWLINE) + 1;
  while (start < lines.length) {
    const end = lines.indexOf(NEWLINE, start);
    const member = lines.subarray(start, end);
    if (leaves.length === batch.size) throw sizeMismatch(batch, 'more');
    const kind = judgeLine(judge, member, leaves.length);
    const head = statementPaeHead(member.length);
    const digest = sha256(head, member);
    entries.add(kind, digest, sm3(head, member));
    leaves.push(batchLeafOfDigest(digest));
    start = end + 1;
  }
  if (leaves.length < batch.size) throw sizeMismatch(batch, `only ${leaves.length}`);
  assertRoot(batch, encodeHex(merkleRoot(leaves)));
  return entries.finish();
}

function assertRoot(batch: BatchStatement, root: string): void {
  if (root === batch.root) return;
  throw new QuanchengError('BATCH_ROOT_MISMATCH', `the members give ${root}, the batch signs ${batch.root}`);
}

/** Names the line in the judge's errors. */
function judgeLine(judge: MemberJudge, member: Buffer, index: number): string {
  try {
    return judge.judge(member, index);
  } catch (error) {
    if (!(error instanceof QuanchengError)) throw error;
    throw new QuanchengError(error.code, `line ${index + 2}: ${error.detail}`, { cause: error });
  }
}

function sizeMismatch({ size }: BatchStatement, came: string): QuanchengError {
  return new QuanchengError('BATCH_SIZE_MISMATCH', `${came} members came, the batch says ${size}`);
}
