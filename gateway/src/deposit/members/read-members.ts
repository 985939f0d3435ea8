import {
  batchLeafOfDigest,
  encodeHex,
  merkleRoot,
  QuanchengError,
  sha256,
  sm3,
  statementPae,
  type BatchStatement,
  type LeafHash,
  type PinnedTemplate,
} from '@quancheng/protocol';
import { newEntryBlockWriter, type EntryBlock } from './entry-block.js';
import { newMemberJudge } from './judge-member.js';

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
): EntryBlock {
  const lines = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (lines.at(-1) !== NEWLINE) throw new QuanchengError('REQUEST_INTERRUPTED', 'the last line does not end');
  const judge = newMemberJudge(batch, templates);
  const entries = newEntryBlockWriter(envelope, batch.size);
  const leaves: LeafHash[] = [];
  let start = lines.indexOf(NEWLINE) + 1;
  while (start < lines.length) {
    const end = lines.indexOf(NEWLINE, start);
    const member = lines.subarray(start, end);
    if (leaves.length === batch.size) throw sizeMismatch(batch, 'more');
    const kind = atLine(leaves.length + 2, () => judge.judge(member, leaves.length));
    const encoding = statementPae(member);
    const digest = sha256(encoding);
    entries.add(kind, { sha256: encodeHex(digest), sm3: encodeHex(sm3(encoding)) });
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

/** Names the line in the errors of what is done. */
function atLine<Result>(line: number, judge: () => Result): Result {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof QuanchengError)) throw error;
    throw new QuanchengError(error.code, `line ${line}: ${error.detail}`, { cause: error });
  }
}

function sizeMismatch({ size }: BatchStatement, came: string): QuanchengError {
  return new QuanchengError('BATCH_SIZE_MISMATCH', `${came} members came, the batch says ${size}`);
}
