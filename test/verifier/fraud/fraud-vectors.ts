import { fileURLToPath } from 'node:url';
import type { ErrorCode } from '@quancheng/protocol';
import { formatFraudProof, verifyFraudProof, type FraudProof, type FraudResult } from '@quancheng/verifier';
import { VERIFIED_AT } from '../../support/evidence/standard-evidence.js';
import { fraudCases } from './fraud-cases.js';
import { consortium, trustRoot, valid } from './fraud-world.js';

/** Golden fraud proofs, and what a verifier must find in them. */
export const fraudVectorFolder = fileURLToPath(new URL('../../../vectors/fraud', import.meta.url));

export interface FraudVector {
  readonly about: string;
  readonly file: string;
  readonly trustRoot: { readonly file: string; readonly fingerprint: string };
  readonly time: string;
  readonly expected: {
    readonly verdict: FraudResult['verdict'];
    readonly code?: ErrorCode;
    /** Those that were run: id, status, code. */
    readonly checks: readonly (readonly string[])[];
    /** Party, name, offence. */
    readonly convicted: readonly (readonly string[])[];
  };
}

const ROOT = 'consortium.trust-root.json';
const ABOUT =
  'Fraud proofs against the log of a synthetic consortium, and what a verifier must find in them (docs/specs/fraud-proof.md). Made by test/verifier/fraud/write-vectors.ts.';

/** The folder's files by name; the same every time. */
export async function makeFraudVectors(): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>([[ROOT, consortium.rootEnvelope]]);
  const vectors: FraudVector[] = [];
  const add = async (about: string, name: string, proof: FraudProof) => {
    const file = `${name}.fraud-proof.json`;
    files.set(file, formatFraudProof(proof));
    const result = await verifyFraudProof(files.get(file)!, { trustRoot, time: VERIFIED_AT });
    vectors.push({
      about,
      file,
      trustRoot: { file: ROOT, fingerprint: trustRoot.fingerprint },
      time: VERIFIED_AT,
      expected: summariseFraud(result),
    });
  };
  for (const [name, proof] of Object.entries(valid)) await add(`valid: ${name}`, name, proof());
  for (const [place, { about, check, code, proof }] of fraudCases.entries()) {
    const number = String(place + 1).padStart(2, '0');
    await add(`${check}: ${about}`, `not-${number}-${code.toLowerCase().replaceAll('_', '-')}`, proof());
  }
  files.set('vectors.json', Buffer.from(`${JSON.stringify({ about: ABOUT, vectors }, null, 2)}\n`));
  return files;
}

export function summariseFraud({ verdict, code, checks, convicted }: FraudResult): FraudVector['expected'] {
  return {
    verdict,
    ...(code === undefined ? {} : { code }),
    checks: checks.map((each) => [each.id, each.status, ...(each.code === undefined ? [] : [each.code])]),
    convicted: convicted.map(({ party, name, offence }) => [party, name, offence]),
  };
}
