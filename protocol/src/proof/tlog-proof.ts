import { decodeBase64, encodeBase64 } from '../bytes/base64.js';
import { parseCheckpoint } from '../checkpoint/checkpoint.js';
import { parseDecimal } from '../checkpoint/decimal.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { HASH_LENGTH } from '../merkle/hashes.js';
import { assertCount } from '../merkle/sizes.js';
import { parseNote } from '../note/note.js';

/** A C2SP tlog-proof: offline proof that an entry is in a log. */
export interface TlogProof {
  /** Opaque and authenticated by nothing. */
  readonly extra?: Uint8Array;
  readonly index: number;
  /** Inclusion proof, siblings from the leaf upwards. */
  readonly hashes: readonly Uint8Array[];
  /** The whole signed note of the checkpoint, verbatim. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const EXTRA = 'extra ';
const INDEX = 'index ';
/** A tree of at most 2^53 − 1 leaves has paths of at most 53 hashes. */
const MAXIMUM_HASHES = 53;

/**
 * Parses a tlog-proof and its checkpoint's form. Signatures and the path are not verified.
 * @throws TLOG_PROOF_MALFORMED, NOTE_MALFORMED, CHECKPOINT_MALFORMED, ENCODING_BASE64
 */
export function parseTlogProof(text: string): TlogProof {
  const separator = text.indexOf('\n\n');
  if (separator < 0) throw malformed('no blank line before the checkpoint');
  const checkpoint = text.slice(separator + 2);
  parseCheckpoint(parseNote(checkpoint).text);
  const [header, ...lines] = text.slice(0, separator).split('\n');
  if (header !== HEADER) throw malformed(`the first line is not ${HEADER}`);
  const extra = lines[0]?.startsWith(EXTRA) === true ? parseExtra(lines.shift() ?? '') : {};
  const index = parseIndex(lines.shift() ?? '');
  if (lines.length > MAXIMUM_HASHES) throw malformed(`more than ${MAXIMUM_HASHES} hashes`);
  return { ...extra, index, hashes: lines.map(parseHash), checkpoint };
}

/** The proof as text, which parseTlogProof reads back. @throws TLOG_PROOF_MALFORMED and parsing errors */
export function formatTlogProof(proof: TlogProof): string {
  assertCount(proof.index, 'index');
  const extra = proof.extra === undefined ? [] : [`${EXTRA}${encodeBase64(proof.extra)}`];
  const head = [HEADER, ...extra, `${INDEX}${proof.index}`, ...proof.hashes.map(encodeBase64)];
  const text = `${head.join('\n')}\n\n${proof.checkpoint}`;
  parseTlogProof(text);
  return text;
}

function parseExtra(line: string): { readonly extra: Uint8Array } {
  const extra = decodeBase64(line.slice(EXTRA.length));
  if (extra.length === 0) throw malformed('empty extra data');
  return { extra };
}

function parseIndex(line: string): number {
  const index = line.startsWith(INDEX) ? parseDecimal(line.slice(INDEX.length)) : undefined;
  if (index === undefined) throw malformed('no index');
  return index;
}

function parseHash(line: string): Uint8Array {
  const hash = decodeBase64(line);
  if (hash.length !== HASH_LENGTH) throw malformed('a hash is not 32 bytes');
  return hash;
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('TLOG_PROOF_MALFORMED', detail);
}
