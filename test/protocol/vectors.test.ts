import {
  assertBatchMember,
  batchLeaf,
  decodeBase64,
  encodeHex,
  encodeUtf8,
  entryLeafHash,
  formatNote,
  newSignerWith,
  parseCanonical,
  parseCheckpoint,
  parseEntry,
  parseEnvelope,
  parseKeyId,
  parseLeafHash,
  parseNote,
  parsePromise,
  parsePublicKey,
  parseRootHash,
  parseStatement,
  parseTlogProof,
  parseVerifierKey,
  rootFromInclusionProof,
  statementDigests,
  statementKind,
  verifyBatchPath,
  verifyConsistency,
  verifyEnvelope,
  verifyInclusion,
  verifyNote,
  verifySignatureWith,
  QuanchengError,
  canonicalize,
  equalBytes,
  type BatchStatement,
  type ErrorCode,
  type RecordStatement,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { backEnds } from './support/back-ends.js';
import { expectCode } from './support/expect-code.js';
import type { BatchCase } from './vectors/batch-vectors.js';
import type { CanonicalJsonCase } from './vectors/canonical-json-vectors.js';
import type { EntryCase } from './vectors/entry-vectors.js';
import type { EnvelopeCase } from './vectors/envelope-vectors.js';
import type { KeyCase } from './vectors/key-vectors.js';
import type { TlogProofCase } from './vectors/log-vectors.js';
import type { MerkleCase } from './vectors/merkle-vectors.js';
import type { SignatureCase } from './vectors/signature-vectors.js';
import type { StatementCase } from './vectors/statement-vectors.js';
import { formatVectorFile, unhex } from './vectors/vector-file.js';
import { vectorFiles, vectorFolder } from './vectors/vector-files.js';

/** What is done with each case of a file; throws what the case's code says, or checks what it says. */
const judges: Readonly<Record<string, (each: never) => void>> = {
  'batches.json': judgeBatch,
  'canonical-json.json': judgeCanonicalJson,
  'entries-and-promises.json': judgeEntry,
  'envelopes.json': judgeEnvelope,
  'keys.json': judgeKey,
  'merkle.json': judgeMerkle,
  'signatures.json': judgeSignature,
  'statements.json': judgeStatement,
  'tlog-proofs.json': judgeTlogProof,
};

describe('protocol vectors', () => {
  it('the folder has exactly the files that are generated', () => {
    expect(readdirSync(vectorFolder).sort()).to.deep.equal(Object.keys(vectorFiles).sort());
    expect(Object.keys(judges).sort()).to.deep.equal(Object.keys(vectorFiles).sort());
  });

  for (const [name, file] of Object.entries(vectorFiles)) {
    describe(name, () => {
      const committed = readFileSync(join(vectorFolder, name), 'utf8');

      it('is what write-vectors makes', () => {
        expect(committed).to.equal(formatVectorFile(file));
      });

      const { cases } = JSON.parse(committed) as {
        cases: { readonly name: string; readonly code?: ErrorCode }[];
      };
      for (const each of cases) {
        it(`${each.name}${each.code === undefined ? '' : `: ${each.code}`}`, () => {
          const judge = () => judges[name]?.(each as never);
          if (each.code === undefined) judge();
          else expectCode(each.code, judge);
        });
      }
    });
  }
});

function judgeCanonicalJson({ bytes }: CanonicalJsonCase): void {
  expect(canonicalize(parseCanonical(unhex(bytes)))).to.deep.equal(unhex(bytes));
}

function judgeKey({ spki, secret, algorithm, keyId }: KeyCase): void {
  const publicKey = parsePublicKey(unhex(spki));
  expect(publicKey).to.include({ algorithm, keyId });
  for (const backEnd of backEnds) {
    const signer = newSignerWith(backEnd, publicKey.algorithm, unhex(secret ?? ''));
    expect(signer.publicKey).to.deep.equal(publicKey);
  }
}

function judgeSignature({ spki, message, signature, valid }: SignatureCase): void {
  const publicKey = parsePublicKey(unhex(spki));
  for (const backEnd of backEnds) {
    const verified = verifySignatureWith(backEnd, publicKey, unhex(message), unhex(signature));
    expect(verified, backEnd.name).to.equal(valid);
  }
}

function judgeEnvelope({ envelope, publicKeys, required, payload }: EnvelopeCase): void {
  const parsed = parseEnvelope(encodeUtf8(envelope));
  const keys = publicKeys.map((key) => parsePublicKey(decodeBase64(key)));
  const known = new Map(keys.map((key) => [key.keyId, key]));
  expect(encodeHex(verifyEnvelope(parsed, known, required.map(parseKeyId)))).to.equal(payload);
}

function judgeMerkle({ size, root, index, leafHash, oldSize, oldRoot, proof, valid }: MerkleCase): void {
  const hashes = proof.map(unhex);
  const rootHash = parseRootHash(unhex(root));
  const verified =
    index === undefined
      ? verifyConsistency(oldSize ?? -1, size, parseRootHash(unhex(oldRoot ?? '')), rootHash, hashes)
      : verifyInclusion(index, size, parseLeafHash(unhex(leafHash ?? '')), hashes, rootHash);
  expect(verified).to.equal(valid);
}

function judgeTlogProof({ proof, leafHash, verifierKeys, verified }: TlogProofCase): void {
  const { index, hashes, checkpoint } = parseTlogProof(proof);
  const note = parseNote(checkpoint);
  expect(formatNote(note)).to.equal(checkpoint);
  const signed = verifyNote(note, verifierKeys.map(parseVerifierKey));
  const { size, rootHash } = parseCheckpoint(note.text);
  const root = rootFromInclusionProof(index, size, parseLeafHash(unhex(leafHash)), hashes);
  if (!equalBytes(root, rootHash)) throw new QuanchengError('PROOF_INVALID', 'another root');
  expect(
    signed.map(({ key, time }) => (time === undefined ? { name: key.name } : { name: key.name, time })),
  ).to.deep.equal(verified);
}

function judgeStatement({ statement, kind, digests }: StatementCase): void {
  const payload = encodeUtf8(statement);
  expect(statementKind(parseStatement(payload))).to.equal(kind);
  expect(statementDigests(payload)).to.deep.equal(digests);
}

function judgeBatch({ batch, member, index, leaf, path }: BatchCase): void {
  const payload = encodeUtf8(member);
  expect(encodeHex(batchLeaf(payload))).to.equal(leaf);
  const statement = parseStatement(encodeUtf8(batch)) as BatchStatement;
  assertBatchMember(statement, parseStatement(payload) as RecordStatement, index);
  verifyBatchPath(statement, payload, index, path);
}

function judgeEntry({ text, leafHash }: EntryCase): void {
  const bytes = encodeUtf8(text);
  if (text.includes('quancheng/promise/v1')) parsePromise(bytes);
  else expect(encodeHex(entryLeafHash(parseEntry(bytes)))).to.equal(leafHash);
}
