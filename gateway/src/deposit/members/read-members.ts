import {
  batchLeafInto,
  encodeHex,
  packedMerkleRoot,
  QuanchengError,
  sha256Into,
  sm3Into,
  statementPaeHead,
  type BatchStatement,
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
const HASH_LENGTH = 32;

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
  const leaves = new Uint8Array(batch.size * HASH_LENGTH);
  const digests = { sha256: new Uint8Array(HASH_LENGTH), sm3: new Uint8Array(HASH_LENGTH) };
  let count = 0;
  for (let start = lines.indexOf(NEWLINE) + 1; start < lines.length; ) {
    const end = lines.indexOf(NEWLINE, start);
    const member = lines.subarray(start, end);
    if (count === batch.size) throw sizeMismatch(batch, 'more');
    const kind = judgeLine(judge, member, count);
    const head = statementPaeHead(member.length);
    sha256Into(digests.sha256, 0, head, member);
    sm3Into(digests.sm3, 0, head, member);
    entries.add(kind, digests.sha256, digests.sm3);
    batchLeafInto(leaves, count * HASH_LENGTH, digests.sha256);
    count += 1;
    start = end + 1;
  }
  if (count < batch.size) throw sizeMismatch(batch, `only ${count}`);
  assertRoot(batch, encodeHex(packedMerkleRoot(leaves)));
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
