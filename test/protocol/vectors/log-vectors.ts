import {
  addNoteSignatures,
  formatCheckpoint,
  formatNote,
  formatTlogProof,
  formatVerifierKey,
  inclusionProof,
  merkleRoot,
  newCosigner,
  newNoteSigner,
  newSigner,
  signNote,
  type ErrorCode,
} from '@quancheng/protocol';
import { testSecret } from '../support/back-ends.js';
import { nodesOf, numberedLeaves } from '../support/tree.js';
import { hex, type VectorFile } from './vector-file.js';

/** A tlog-proof, the leaf that it should prove, and the known keys of log and witness. */
export interface TlogProofCase {
  readonly name: string;
  readonly proof: string;
  readonly leafHash: string;
  readonly verifierKeys: readonly string[];
  readonly verified?: readonly { readonly name: string; readonly time?: number }[];
  readonly code?: ErrorCode;
}

const ORIGIN = 'log.example/evidence';
const TIME = 1_795_420_800;
const leaves = numberedLeaves(7);
const log = newNoteSigner(ORIGIN, newSigner('ed25519', testSecret(1)));
const witness = newCosigner('witness.example/w1', newSigner('ed25519', testSecret(2)), TIME);
const stranger = newNoteSigner('stranger.example', newSigner('ed25519', testSecret(3)));

const text = formatCheckpoint({ origin: ORIGIN, size: 7, rootHash: merkleRoot(leaves) });
const note = signNote(text, [log]);
const cosigned = addNoteSignatures(note, [stranger, witness]);
const hashes = inclusionProof(4, 7, nodesOf(leaves));
const good = formatTlogProof({ index: 4, hashes, checkpoint: formatNote(cosigned) });
const keys = [log.key, witness.key].map(formatVerifierKey);
const verified = [{ name: ORIGIN }, { name: 'witness.example/w1', time: TIME }];
const leafHash = hex(leaves[4] ?? new Uint8Array());

const cases: readonly TlogProofCase[] = [
  { ...of('cosigned, with a signature of a stranger', good), verified },
  {
    ...of('only the log’s key is known', good),
    verifierKeys: keys.slice(0, 1),
    verified: verified.slice(0, 1),
  },
  { ...of('with extra data', good.replace('index 4', 'extra AQID\nindex 4')), verified },
  { ...bad('another leaf', good, 'PROOF_INVALID'), leafHash: hex(leaves[5] ?? new Uint8Array()) },
  bad('another index', good.replace('index 4', 'index 5'), 'PROOF_INVALID'),
  bad('an index beyond the tree', good.replace('index 4', 'index 7'), 'VALUE_OUT_OF_RANGE'),
  bad('a hash is missing', good.split('\n').toSpliced(2, 1).join('\n'), 'PROOF_INVALID'),
  bad('another size in the checkpoint', good.replace('\n7\n', '\n8\n'), 'SIGNATURE_INVALID'),
  bad('the log’s signature is broken', brokenSignature(), 'SIGNATURE_INVALID'),
  {
    ...bad('no known key', good, 'NOTE_UNVERIFIED'),
    verifierKeys: [formatVerifierKey(newNoteSigner('x', newSigner('ed25519', testSecret(4))).key)],
  },
  bad('another version', good.replace('@v1', '@v2'), 'TLOG_PROOF_MALFORMED'),
  bad('a leading zero', good.replace('index 4', 'index 04'), 'TLOG_PROOF_MALFORMED'),
  bad('empty extra data', good.replace('index 4', 'extra \nindex 4'), 'TLOG_PROOF_MALFORMED'),
  bad('Windows line ends', good.replaceAll('\n', '\r\n'), 'TLOG_PROOF_MALFORMED'),
  bad('no signature', `${good.slice(0, good.indexOf('\n\n'))}\n\n${text}`, 'NOTE_MALFORMED'),
  bad('a size with a leading zero', resigned(text.replace('\n7\n', '\n07\n')), 'CHECKPOINT_MALFORMED'),
  bad('an empty line in the checkpoint', resigned(text.replace('\n7\n', '\n\n7\n')), 'CHECKPOINT_MALFORMED'),
];

export const tlogProofVectors: VectorFile = {
  description:
    'C2SP tlog-proof, checkpoint and cosignature: read the proof, verify the note, then that the leaf is in the tree.',
  fields: {
    leafHash: 'hex',
    verifierKeys: 'C2SP verifier keys that are known',
    verified: 'who of them signed, in the note’s order; `time` in POSIX seconds for a cosignature',
    code: 'first error; absent where all verifies',
  },
  cases,
};

function of(name: string, proof: string): TlogProofCase {
  return { name, proof, leafHash, verifierKeys: keys };
}

function bad(name: string, proof: string, code: ErrorCode): TlogProofCase {
  return { ...of(name, proof), code };
}

function brokenSignature(): string {
  const [own] = note.signatures;
  const signature = (own?.signature ?? new Uint8Array()).map((byte, index) =>
    index === 0 ? byte ^ 1 : byte,
  );
  const broken = { ...note, signatures: own === undefined ? [] : [{ ...own, signature }] };
  return formatTlogProof({ index: 4, hashes, checkpoint: formatNote(broken) });
}

/** Good head, checkpoint of another text, rightly signed. */
function resigned(other: string): string {
  return `${good.slice(0, good.indexOf('\n\n'))}\n\n${formatNote(signNote(other, [log]))}`;
}
