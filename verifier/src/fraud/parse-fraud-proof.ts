import {
  canonicalize,
  decodeBase64,
  encodeBase64,
  envelopeFromJson,
  parseCanonical,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  QuanchengError,
  readForm,
  type JsonObject,
} from '@quancheng/protocol';
import { envelopeJson } from '../package/format-package.js';
import type { FraudProof, OtherBeginning } from './fraud-proof.js';
import { fraudProofForm, type FraudProofJson } from './fraud-proof-form.js';
import { withCode } from '../package/with-code.js';

/**
 * Parses a fraud proof's canonical bytes: every member is well formed. Nothing is verified.
 * @throws FRAUD_PROOF_MALFORMED
 */
export function parseFraudProof(bytes: Uint8Array): FraudProof {
  return withCode('FRAUD_PROOF_MALFORMED', () => {
    const proof = convert(readForm(fraudProofForm, parseCanonical(bytes), 'FRAUD_PROOF_MALFORMED'));
    for (const note of notesOf(proof)) parseCheckpoint(parseNote(note).text);
    return proof;
  });
}

/** The file's bytes. @throws FRAUD_PROOF_MALFORMED if they could not be parsed again */
export function formatFraudProof(proof: FraudProof): Uint8Array {
  const bytes = canonicalize({ schema: 'quancheng/fraud-proof/v1', ...membersOf(proof) });
  parseFraudProof(bytes);
  return bytes;
}

function convert(json: FraudProofJson): FraudProof {
  const { kind } = json;
  if (kind === 'rewrite') return { kind, notes: pairOf(json.notes), root: json.root, proof: json.proof };
  if (kind === 'anchored-rewrite') {
    const { note, read, size, root, proof } = json;
    return { kind, note, read: decodeBase64(read), size, root, proof };
  }
  if (kind === 'fork') return { kind, notes: pairOf(json.notes) };
  if (kind === 'anchored-fork') return { kind, note: json.note, read: decodeBase64(json.read) };
  if (kind === 'two-leaves') return { kind, leaves: pairOf(json.leaves) };
  const promise = envelopeFromJson(json.promise);
  if (kind === 'late-promise') return { kind, promise, read: decodeBase64(json.read) };
  return { kind, promise, entry: decodeBase64(json.entry), proof: json.proof };
}

function membersOf(proof: FraudProof): JsonObject {
  const { kind } = proof;
  if (kind === 'rewrite') return { kind, notes: [...proof.notes], ...beginningOf(proof) };
  if (kind === 'anchored-rewrite') {
    const { note, read, size } = proof;
    return { kind, note, read: encodeBase64(read), size, ...beginningOf(proof) };
  }
  if (kind === 'fork') return { kind, notes: [...proof.notes] };
  if (kind === 'anchored-fork') return { kind, note: proof.note, read: encodeBase64(proof.read) };
  if (kind === 'two-leaves') return { kind, leaves: proof.leaves.map((each) => ({ ...each })) };
  const promise = envelopeJson(proof.promise);
  if (kind === 'late-promise') return { kind, promise, read: encodeBase64(proof.read) };
  return { kind, promise, entry: encodeBase64(proof.entry), proof: proof.proof };
}

/** Every signed note in it. @throws TLOG_PROOF_MALFORMED and parsing errors */
function notesOf(proof: FraudProof): readonly string[] {
  switch (proof.kind) {
    case 'fork':
    case 'rewrite':
      return proof.notes;
    case 'anchored-fork':
    case 'anchored-rewrite':
      return [proof.note];
    case 'two-leaves':
      return proof.leaves.map((each) => parseTlogProof(each.proof).checkpoint);
    case 'broken-promise':
      return [parseTlogProof(proof.proof).checkpoint];
    case 'late-promise':
      return [];
  }
}

function beginningOf({ root, proof }: OtherBeginning): JsonObject {
  return { root, proof: [...proof] };
}

function pairOf<Item>(items: readonly Item[]): readonly [Item, Item] {
  const [first, second] = items;
  if (first === undefined || second === undefined)
    throw new QuanchengError('FRAUD_PROOF_MALFORMED', 'not two');
  return [first, second];
}
