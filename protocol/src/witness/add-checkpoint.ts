import { decodeBase64, encodeBase64 } from '../bytes/base64.js';
import { parseCheckpoint, type Checkpoint } from '../checkpoint/checkpoint.js';
import { parseDecimal } from '../checkpoint/decimal.js';
import { isQuanchengError, QuanchengError } from '../errors/quancheng-error.js';
import { HASH_LENGTH } from '../merkle/hashes.js';
import { assertCount } from '../merkle/sizes.js';
import { parseNote, type Note } from '../note/note.js';

/** What a log sends to a witness: the body of C2SP tlog-witness `add-checkpoint`. */
export interface AddCheckpoint {
  /** Size of the checkpoint that the witness cosigned last; 0 if none. */
  readonly oldSize: number;
  /** Consistency proof from that size (RFC 6962, 2.1.2). */
  readonly proof: readonly Uint8Array[];
  /** The whole signed note. */
  readonly checkpoint: string;
}

/** The same, with its checkpoint taken apart. Nothing is verified. */
export interface ReadAddCheckpoint extends AddCheckpoint {
  readonly note: Note;
  readonly content: Checkpoint;
}

/** Content type of a 409's body, the size that the witness has: decimal and a newline. */
export const TLOG_SIZE_TYPE = 'text/x.tlog.size';
const OLD = 'old ';
const MAXIMUM_PROOF_LINES = 63;

/** @throws VALUE_OUT_OF_RANGE */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  assertCount(oldSize, 'old size');
  const lines = [`${OLD}${oldSize}`, ...proof.map(encodeBase64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** @throws ADD_CHECKPOINT_MALFORMED */
export function parseAddCheckpoint(body: string): ReadAddCheckpoint {
  try {
    return parse(body);
  } catch (cause) {
    if (!isQuanchengError(cause) || cause.code === 'ADD_CHECKPOINT_MALFORMED') throw cause;
    throw new QuanchengError('ADD_CHECKPOINT_MALFORMED', cause.message, { cause });
  }
}

/** The size in a 409's body; undefined if it is none. */
export function parseTlogSize(body: string): number | undefined {
  return body.endsWith('\n') ? parseDecimal(body.slice(0, -1)) : undefined;
}

function parse(body: string): ReadAddCheckpoint {
  const separator = body.indexOf('\n\n');
  if (separator < 0) throw malformed('no blank line before the checkpoint');
  const [first = '', ...lines] = body.slice(0, separator).split('\n');
  const oldSize = first.startsWith(OLD) ? parseDecimal(first.slice(OLD.length)) : undefined;
  if (oldSize === undefined) throw malformed('no old size');
  if (lines.length > MAXIMUM_PROOF_LINES) throw malformed(`more than ${MAXIMUM_PROOF_LINES} proof lines`);
  const checkpoint = body.slice(separator + 2);
  const note = parseNote(checkpoint);
  return { oldSize, proof: lines.map(parseHash), checkpoint, note, content: parseCheckpoint(note.text) };
}

function parseHash(line: string): Uint8Array {
  const hash = decodeBase64(line);
  if (hash.length !== HASH_LENGTH) throw malformed('a hash is not 32 bytes');
  return hash;
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('ADD_CHECKPOINT_MALFORMED', detail);
}
