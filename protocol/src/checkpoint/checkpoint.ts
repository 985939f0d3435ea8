import { decodeBase64, encodeBase64 } from '../bytes/base64.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { HASH_LENGTH, parseRootHash, type RootHash } from '../merkle/hashes.js';
import { assertCount } from '../merkle/sizes.js';
import { assertNoteText } from '../note/note.js';
import { parseDecimal } from './decimal.js';

/** What the text of a C2SP tlog-checkpoint says. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly rootHash: RootHash;
  /** Further lines, opaque. */
  readonly extensions: readonly string[];
}

/**
 * Parses the text of a checkpoint: the note's text without blank line and signatures.
 * @throws CHECKPOINT_MALFORMED, ENCODING_BASE64
 */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw malformed('the last line does not end');
  const lines = text.slice(0, -1).split('\n');
  if (lines.includes('')) throw malformed('an empty line');
  const [origin, decimal, encoded, ...extensions] = lines;
  if (origin === undefined || decimal === undefined || encoded === undefined)
    throw malformed('under three lines');
  const size = parseDecimal(decimal);
  if (size === undefined) throw malformed('the size is not a decimal number below 2^53');
  const rootHash = decodeBase64(encoded);
  if (rootHash.length !== HASH_LENGTH) throw malformed('the root hash is not 32 bytes');
  return { origin, size, rootHash: parseRootHash(rootHash), extensions };
}

/** The text to sign. @throws CHECKPOINT_MALFORMED, VALUE_OUT_OF_RANGE */
export function formatCheckpoint(checkpoint: Omit<Checkpoint, 'extensions'> & Partial<Checkpoint>): string {
  const { origin, size, rootHash, extensions = [] } = checkpoint;
  assertCount(size, 'size');
  const lines = [origin, String(size), encodeBase64(rootHash), ...extensions];
  if (lines.some((line) => line === '' || line.includes('\n'))) throw malformed('an empty or broken line');
  if (rootHash.length !== HASH_LENGTH) throw malformed('the root hash is not 32 bytes');
  const text = `${lines.join('\n')}\n`;
  assertNoteText(text);
  return text;
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('CHECKPOINT_MALFORMED', detail);
}
