import { encodeUtf8, isMemberRecord, type JsonObject } from '@quancheng/protocol';
import type { EvidencePackage } from '@quancheng/verifier';
import { depositor, newStandardEvidence } from '../../support/evidence/standard-evidence.js';
import { documentStatement } from '../../support/evidence/statements.js';
import { signTrustRoot } from '../../support/evidence/consortium.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import type { Deposited } from '../../support/evidence/test-world.js';
import { type PackageCase, member, members, single, world, plain, envelopeOf } from './package-case.js';

export const statementCases: readonly PackageCase[] = [
  { about: 'no JSON', check: 'package', code: 'PACKAGE_MALFORMED', evidence: () => encodeUtf8('no JSON') },
  {
    about: 'no trust root',
    check: 'trust-root',
    code: 'TRUST_ROOT_NOT_PINNED',
    verdict: 'unverifiable',
    evidence: plain,
    options: { trustRoot: undefined },
  },
  {
    about: 'a root of another fingerprint',
    check: 'trust-root',
    code: 'TRUST_ROOT_NOT_PINNED',
    verdict: 'unverifiable',
    evidence: plain,
    options: { trustRoot: { envelope: world.consortium.rootEnvelope, fingerprint: '0'.repeat(64) } },
  },
  {
    about: 'a root that is none',
    check: 'trust-root',
    code: 'TRUST_ROOT_INVALID',
    verdict: 'unverifiable',
    evidence: plain,
    options: { trustRoot: { envelope: signTrustRoot({}, [testSigner('x')]), fingerprint: '0'.repeat(64) } },
  },
  {
    about: 'a statement with an unknown member',
    check: 'statement',
    code: 'STATEMENT_INVALID',
    evidence: () => deposited({ other: 1 }),
  },
  {
    about: 'core data',
    check: 'statement',
    code: 'STATEMENT_INVALID',
    evidence: () => deposited({ level: 'core' }),
  },
  {
    about: 'a command',
    check: 'statement',
    code: 'STATEMENT_INVALID',
    evidence: () => deposited({ schema: 'quancheng/command/v1' }),
  },
  {
    about: 'a promise as record',
    check: 'statement',
    code: 'STATEMENT_INVALID',
    evidence: () => world.packageOf({ ...single, record: { envelope: single.promise } }),
  },
  {
    about: 'a statement for another ledger',
    check: 'audience',
    code: 'AUDIENCE_MISMATCH',
    evidence: () => deposited({ audience: 'f'.repeat(32) }),
  },
  {
    about: 'a path of another member',
    check: 'batch',
    code: 'BATCH_PROOF_INVALID',
    evidence: () => inBatch({ path: pathOf(members[3]!) }),
  },
  {
    about: 'a longer path',
    check: 'batch',
    code: 'BATCH_PROOF_INVALID',
    evidence: () => inBatch({ path: [...pathOf(member), '00'.repeat(32)] }),
  },
  {
    about: 'an envelope that is no batch’s',
    check: 'batch',
    code: 'BATCH_PROOF_INVALID',
    evidence: () => inBatch({ envelope: envelopeOf(single) }),
  },
  {
    about: 'another index',
    check: 'batch',
    code: 'BATCH_MEMBER_MISPLACED',
    evidence: () => inBatch({ index: 3 }),
  },
  {
    about: 'an index beyond the batch',
    check: 'batch',
    code: 'BATCH_MEMBER_MISPLACED',
    evidence: () => inBatch({ index: 5 }),
  },
];

function inBatch(change: object): EvidencePackage {
  const { record } = member;
  if (!isMemberRecord(record)) throw new Error('not a member');
  return world.packageOf({ ...member, record: { ...record, batch: { ...record.batch, ...change } } });
}

function pathOf({ record }: Deposited): readonly string[] {
  return isMemberRecord(record) ? record.batch.path : [];
}

/** A freshly deposited document with other members. */
function deposited(change: JsonObject): EvidencePackage {
  const own = newStandardEvidence().world;
  const record = own.deposit(documentStatement('changed', [depositor], change), [depositor]);
  own.anchor();
  return own.packageOf(record);
}
