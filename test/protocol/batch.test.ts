import {
  assertBatchMember,
  assertSingleRecord,
  batchLeaf,
  batchLeafOfDigest,
  batchMemberId,
  batchRoot,
  canonicalize,
  concatBytes,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  envelopeDigest,
  formatEnvelope,
  inclusionProof,
  isMemberRecord,
  parseRecordId,
  parseStatement,
  payloadTypes,
  preAuthenticationEncoding,
  recordFromJson,
  sha256,
  signEnvelope,
  sm3,
  statementDigests,
  unverifiedRecordPayload,
  verifyBatchPath,
  type BatchStatement,
  type JsonValue,
  type RecordStatement,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { alter } from './support/alter.js';
import { expectCode } from './support/expect-code.js';
import * as good from './support/statements.js';
import { nodesOf } from './support/tree.js';

const SIZE = 5;
const payloads = Array.from({ length: SIZE }, (_, index) =>
  canonicalize(alter(good.document, '/id', `batch-7.${index}`)),
);
const members = payloads.map((payload) => parseStatement(payload) as RecordStatement);
const root = encodeHex(batchRoot(payloads));
const batchStatement = alter(alter(good.batch, '/size', SIZE), '/root', root);
const batch = parseStatement(canonicalize(batchStatement)) as BatchStatement;
const envelope = signEnvelope(payloadTypes.statement, canonicalize(batchStatement), [good.depositor]);
const paths = payloads.map((_, index) =>
  inclusionProof(index, SIZE, nodesOf(payloads.map(batchLeaf))).map(encodeHex),
);

describe('batch', () => {
  it('a leaf is SHA-256(0x00 ‖ tag ‖ SHA-256(PAE))', () => {
    const pae = preAuthenticationEncoding('application/vnd.quancheng.statement+json', payloads[0]!);
    const expected = sha256(
      concatBytes(Uint8Array.of(0), encodeUtf8('quancheng/batch-member/v1'), sha256(pae)),
    );
    expect(batchLeaf(payloads[0]!)).to.deep.equal(expected);
    expect(batchLeafOfDigest(sha256(pae))).to.deep.equal(expected);
  });

  it('each member is proven at its own index, and nowhere else', () => {
    for (const [index, payload] of payloads.entries()) {
      assertBatchMember(batch, members[index]!, index);
      verifyBatchPath(batch, payload, index, paths[index]!);
      for (let other = 0; other < SIZE; other += 1) {
        if (other === index) continue;
        expectCode('BATCH_MEMBER_MISPLACED', () => assertBatchMember(batch, members[index]!, other));
        expectCode('BATCH_PROOF_INVALID', () => verifyBatchPath(batch, payload, other, paths[index]!));
      }
    }
  });

  it('a path breaks when it is shorter, longer, altered or misspelt, and beyond the size', () => {
    const [path] = paths as [string[]];
    const altered: readonly (readonly string[])[] = [
      path.slice(1),
      path.slice(0, -1),
      [...path, path[0]!],
      path.toReversed(),
      path.with(0, path[0]!.toUpperCase()),
      path.with(0, path[0]!.slice(2)),
      path.with(0, 'ab'.repeat(32)),
    ];
    for (const each of altered)
      expectCode('BATCH_PROOF_INVALID', () => verifyBatchPath(batch, payloads[0]!, 0, each));
    expectCode('BATCH_PROOF_INVALID', () => verifyBatchPath(batch, payloads[0]!, SIZE, path));
    const beyond = parseStatement(
      canonicalize(alter(good.document, '/id', `batch-7.${SIZE}`)),
    ) as RecordStatement;
    expectCode('BATCH_MEMBER_MISPLACED', () => assertBatchMember(batch, beyond, SIZE));
  });

  it('a member has the batch’s audience and signers', () => {
    for (const [path, value] of [
      ['/audience', 'f'.repeat(32)],
      ['/signers/0/participant', good.CONSUMER],
      ['/signers/0/key', 'f'.repeat(64)],
      ['/id', 'batch-8.0'],
      ['/id', 'batch-7'],
    ] as const) {
      const member = parseStatement(
        canonicalize(alter(alter(good.document, '/id', 'batch-7.0'), path, value)),
      );
      expectCode('BATCH_MEMBER_MISPLACED', () => assertBatchMember(batch, member as RecordStatement, 0));
    }
    const [signer] = batch.signers;
    const two = { ...batch, signers: [signer!, signer!] };
    expectCode('BATCH_MEMBER_MISPLACED', () => assertBatchMember(two, members[0]!, 0));
  });

  it('a record outside a batch does not take a member’s id', () => {
    assertSingleRecord(parseStatement(canonicalize(good.document)) as RecordStatement);
    expectCode('STATEMENT_INVALID', () => assertSingleRecord(members[0]!));
    expect(batchMemberId(parseRecordId('b'), 12)).to.equal('b.12');
  });
});

describe('statement digests', () => {
  it('are SHA-256 and SM3 of the PAE, whoever signed; the envelope digest binds the signatures', () => {
    const pae = preAuthenticationEncoding(payloadTypes.statement, payloads[0]!);
    expect(statementDigests(payloads[0]!)).to.deep.equal({
      sha256: encodeHex(sha256(pae)),
      sm3: encodeHex(sm3(pae)),
    });
    expect(envelopeDigest(envelope)).to.equal(encodeHex(sha256(formatEnvelope(envelope))));
    const otherSignature = {
      ...envelope,
      signatures: [{ ...envelope.signatures[0]!, sig: encodeBase64(new Uint8Array(64)) }],
    };
    expect(envelopeDigest(otherSignature)).not.to.equal(envelopeDigest(envelope));
  });
});

describe('signed record', () => {
  const single = { envelope: JSON.parse(new TextDecoder().decode(formatEnvelope(envelope))) as JsonValue };
  const member = {
    batch: { envelope: single.envelope, index: 0, path: paths[0]! },
    payload: encodeBase64(payloads[0]!),
  };

  it('is single or a member of a batch', () => {
    const read = recordFromJson(single);
    expect(read).to.deep.equal(single);
    expect(isMemberRecord(read)).to.equal(false);
    expect(unverifiedRecordPayload(read)).to.deep.equal(canonicalize(batchStatement));
    const readMember = recordFromJson(member);
    expect(readMember).to.deep.equal(member);
    expect(isMemberRecord(readMember)).to.equal(true);
    expect(unverifiedRecordPayload(readMember)).to.deep.equal(payloads[0]);
  });

  it('refuses mixtures, missing and further members, and paths that no batch has', () => {
    const refused: readonly JsonValue[] = [
      {},
      [],
      { ...single, ...member },
      { ...single, extra: 1 },
      alter(member, '/payload'),
      alter(member, '/batch/index'),
      alter(member, '/batch/extra', 1),
      alter(member, '/batch/index', 10_000),
      alter(member, '/batch/path', new Array<string>(15).fill('ab'.repeat(32))),
      alter(member, '/batch/path/0', 'AB'.repeat(32)),
      alter(member, '/payload', ''),
      alter(member, '/batch/envelope', null),
    ];
    for (const value of refused) expectCode('ENVELOPE_MALFORMED', () => recordFromJson(value));
  });
});
