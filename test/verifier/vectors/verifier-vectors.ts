import type { ErrorCode } from '@quancheng/protocol';
import {
  formatBundle,
  formatPackage,
  verifyBundle,
  verifyPackage,
  type CheckId,
  type CheckStatus,
  type EvidencePackage,
  type PinnedTrustRoot,
  type Verdict,
  type VerificationResult,
} from '@quancheng/verifier';
import { newTestConsortium, type TestConsortium } from '../../support/evidence/consortium.js';
import { newStandardEvidence, ORIGINAL_KEY, VERIFIED_AT } from '../../support/evidence/standard-evidence.js';
import { ORIGINAL } from '../../support/evidence/statements.js';
import { packageCases } from '../cases/package-cases.js';
import { testCosigner } from '../../support/evidence/witnesses.js';
import { cosignedBy, cosignedLaterBy, unwitnessed, witnessed } from '../cases/witness-cases.js';
import { committed, members, shared, single, world } from '../cases/package-case.js';

/** What a verifier must find in one file. */
export interface VerifierVector {
  readonly about: string;
  /** In the same folder. */
  readonly file: string;
  /** In the same folder. */
  readonly trustRoot: { readonly file: string; readonly fingerprint: string };
  readonly time: string;
  readonly require?: 'consortium';
  readonly expected: Expected | { readonly verdict: Verdict; readonly records: readonly Expected[] };
}

export interface Expected {
  readonly verdict: Verdict;
  readonly code?: ErrorCode;
  /** Each check's status, and its code unless it matches. */
  readonly checks: Readonly<Partial<Record<CheckId, readonly [CheckStatus, ErrorCode?]>>>;
  readonly notices: readonly ErrorCode[];
  readonly times: VerificationResult['times'];
}

/** The folder's files by name. */
export type VectorFolder = ReadonlyMap<string, Uint8Array>;

const ABOUT =
  'Evidence packages and bundles of a synthetic consortium, and what a verifier must find in them (docs/specs/package.md): verdict, each check’s status and code, notices, times. Made by test/verifier/vectors/write-vectors.ts.';

/** Makes all vectors from keys and times that never change, so that the same files come out every time. */
export async function makeVectors(): Promise<VectorFolder> {
  const files = new Map<string, Uint8Array>();
  const vectors: VerifierVector[] = [];
  files.set('consortium.trust-root.json', world.consortium.rootEnvelope);
  const alone = newTestConsortium([['91370100MA3C00001A', '济南市大数据局']]);
  files.set('single-operator.trust-root.json', alone.rootEnvelope);
  for (const [name, evidence] of Object.entries(validPackages())) {
    files.set(`valid-${name}.evidence.json`, formatPackage(evidence));
    vectors.push(
      await packageVector(`valid: ${name}`, `valid-${name}.evidence.json`, files, world.consortium),
    );
  }
  files.set('witnessed.trust-root.json', witnessed.rootEnvelope);
  files.set('no-quorum.trust-root.json', unwitnessed.rootEnvelope);
  await addWitnessed(files, vectors);
  await addSingleOperator(alone, files, vectors);
  await addCases(files, vectors);
  files.set('valid.bundle.json', formatBundle(newStandardEvidence().bundle));
  vectors.push(await bundleVector('valid.bundle.json', files));
  files.set('vectors.json', Buffer.from(`${JSON.stringify({ about: ABOUT, vectors }, null, 2)}\n`));
  return files;
}

function validPackages(): Readonly<Record<string, EvidencePackage>> {
  return {
    document: world.packageOf(single, { promise: single.promise, original: ORIGINAL }),
    'batch-member': world.packageOf(members[4]!, { promise: members[4]!.promise }),
    'two-signers': world.packageOf(shared, { promise: shared.promise }),
    'keyed-original': world.packageOf(committed, { original: ORIGINAL, originalKey: ORIGINAL_KEY }),
  };
}

async function addWitnessed(files: Map<string, Uint8Array>, vectors: VerifierVector[]): Promise<void> {
  const packages = {
    cosigned: cosignedBy(testCosigner(0), testCosigner(2)),
    'cosigned-later': cosignedLaterBy(),
  };
  for (const [name, evidence] of Object.entries(packages)) {
    const file = `valid-${name}.evidence.json`;
    files.set(file, formatPackage(evidence));
    vectors.push(await packageVector(`valid: ${name}`, file, files, witnessed));
  }
}

async function addSingleOperator(
  alone: TestConsortium,
  files: Map<string, Uint8Array>,
  vectors: VerifierVector[],
): Promise<void> {
  const own = newStandardEvidence(alone);
  const file = 'single-operator.evidence.json';
  files.set(file, formatPackage(own.world.packageOf(own.single)));
  vectors.push(await packageVector('a single operator’s ledger', file, files, alone));
  vectors.push(
    await packageVector(
      'a single operator’s ledger where a consortium is required',
      file,
      files,
      alone,
      'consortium',
    ),
  );
}

/** One vector for each code of each check, as far as a file shows it. */
async function addCases(files: Map<string, Uint8Array>, vectors: VerifierVector[]): Promise<void> {
  const seen = new Set<string>();
  for (const { about, check, code, evidence, options, consortium } of packageCases) {
    const name = `${check}-${code.toLowerCase().replaceAll('_', '-')}`;
    if (options !== undefined || seen.has(name)) continue;
    seen.add(name);
    const built = evidence();
    files.set(`${name}.evidence.json`, built instanceof Uint8Array ? built : formatPackage(built));
    vectors.push(
      await packageVector(
        `${check}: ${about}`,
        `${name}.evidence.json`,
        files,
        consortium ?? world.consortium,
      ),
    );
  }
}

async function packageVector(
  about: string,
  file: string,
  files: VectorFolder,
  consortium: TestConsortium,
  require?: 'consortium',
): Promise<VerifierVector> {
  const { root } = consortium;
  const rootFile = rootFileOf(consortium);
  const vector = {
    about,
    file,
    trustRoot: { file: rootFile, fingerprint: root.fingerprint },
    time: VERIFIED_AT,
    ...(require === undefined ? {} : { require }),
  };
  const trustRoot: PinnedTrustRoot = { envelope: files.get(rootFile)!, fingerprint: root.fingerprint };
  const options = { trustRoot, time: VERIFIED_AT, ...(require === undefined ? {} : { require }) };
  return { ...vector, expected: summarise(await verifyPackage(files.get(file)!, options)) };
}

function rootFileOf({ organisations, root }: TestConsortium): string {
  if (organisations.length === 1) return 'single-operator.trust-root.json';
  if (root.witnesses === undefined) return 'consortium.trust-root.json';
  return root.witnesses.quorum === 'none' ? 'no-quorum.trust-root.json' : 'witnessed.trust-root.json';
}

async function bundleVector(file: string, files: VectorFolder): Promise<VerifierVector> {
  const { root } = world.consortium;
  const { verdict, records } = await verifyBundle(files.get(file)!, { trustRoot: root, time: VERIFIED_AT });
  const trustRoot = { file: 'consortium.trust-root.json', fingerprint: root.fingerprint };
  return {
    about: 'valid: a bundle',
    file,
    trustRoot,
    time: VERIFIED_AT,
    expected: { verdict, records: records.map(summarise) },
  };
}

export function summarise({ verdict, code, checks, notices, times }: VerificationResult): Expected {
  const outcomes = checks.map(
    (check) => [check.id, check.code === undefined ? [check.status] : [check.status, check.code]] as const,
  );
  return {
    verdict,
    ...(code === undefined ? {} : { code }),
    checks: Object.fromEntries(outcomes),
    notices: notices.map((notice) => notice.code),
    times,
  };
}
