import {
  decodeHex,
  encodeHex,
  encodeUtf8,
  equalBytes,
  parseCheckpoint,
  parseNote,
  parseRootHash,
  parseVerifierKey,
  QuanchengError,
  sha256,
  verifyNote,
  type Note,
  type RootHash,
} from '@quancheng/protocol';
import type { LogKey, LogRecord, TreeHead } from './log-records.js';

/** A checkpoint whose form was checked; its signatures are checked by `assertSignedBy`. */
export interface TreeCheckpoint extends TreeHead {
  readonly note: Note;
  readonly rootHash: RootHash;
  /** Hex SHA-256 of the note's text. */
  readonly noteDigest: string;
}

/**
 * Reads a signed checkpoint of this origin without extension lines.
 * @throws NOTE_MALFORMED, CHECKPOINT_MALFORMED, ENCODING_BASE64, LOG_NOTE_MISMATCH
 */
export function parseTreeCheckpoint(noteText: string, origin: string): TreeCheckpoint {
  const note = parseNote(noteText);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== origin) throw mismatch(`the checkpoint is not of ${origin}`);
  if (checkpoint.extensions.length > 0) throw mismatch('the checkpoint has extension lines');
  return {
    note,
    size: checkpoint.size,
    root: encodeHex(checkpoint.rootHash),
    rootHash: checkpoint.rootHash,
    noteDigest: encodeHex(sha256(encodeUtf8(note.text))),
  };
}

/** @throws NOTE_UNVERIFIED, SIGNATURE_INVALID unless this key of the log has signed the checkpoint */
export function assertSignedBy(checkpoint: TreeCheckpoint, verifierKey: string): void {
  verifyNote(checkpoint.note, [parseVerifierKey(verifierKey)]);
}

/** @throws LOG_NOTE_MISMATCH unless the checkpoint has this head */
export function assertHead(checkpoint: TreeCheckpoint, head: TreeHead): void {
  const sameRoot = equalBytes(checkpoint.rootHash, rootHashOf(head));
  if (checkpoint.size !== head.size || !sameRoot)
    throw mismatch(`the checkpoint is not of size ${head.size} and its root`);
}

/** The log's key that signs checkpoints of this size: the last one registered at or below it. */
export function keyAtSize(log: LogRecord, size: number): LogKey {
  const key = log.keys.findLast((each) => each.from <= size);
  if (key === undefined) throw mismatch(`no key is valid at size ${size}`);
  return key;
}

export function rootHashOf(head: TreeHead): RootHash {
  return parseRootHash(decodeHex(head.root, 32));
}

function mismatch(detail: string): QuanchengError {
  return new QuanchengError('LOG_NOTE_MISMATCH', detail);
}
