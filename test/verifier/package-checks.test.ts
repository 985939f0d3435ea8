import type { ErrorCode } from '@quancheng/protocol';
import { checkRegistry, formatPackage, verifyPackage, type Verdict } from '@quancheng/verifier';
import { expect } from 'chai';
import { VERIFIED_AT } from '../support/evidence/standard-evidence.js';
import { failures, statusOf } from '../support/evidence/verify.js';
import { trustRoot } from './cases/package-case.js';
import { packageCases } from './cases/package-cases.js';

describe('check of a package', () => {
  for (const { about, check, code, verdict = 'mismatch', evidence, options, consortium } of packageCases) {
    it(`${check}: ${about} gives ${code} and ${verdict}`, async () => {
      const built = evidence();
      const bytes = built instanceof Uint8Array ? built : formatPackage(built);
      const result = await verifyPackage(bytes, {
        trustRoot: consortium?.root ?? trustRoot,
        time: VERIFIED_AT,
        ...options,
      });
      expect(failures(result)).to.include({ [check]: code });
      expect(result.verdict).to.equal(verdict);
      if (verdict !== 'integrity-proven') expect(result.code).to.equal(firstOf(verdict, result.checks));
      const isShown = verdict !== 'mismatch' && statusOf(result, 'signatures') === 'match';
      expect(result.statement !== undefined).to.equal(isShown);
    });
  }

  it('is provoked with every code that it can give', () => {
    const provoked = new Set(packageCases.map(({ check, code }) => `${check} ${code}`));
    const possible = Object.entries(checkRegistry).flatMap(([id, { codes }]) =>
      codes.map((code) => `${id} ${code}`),
    );
    expect([...provoked].sort()).to.deep.equal(possible.sort());
  });
});

function firstOf(
  status: Verdict,
  checks: readonly { status: string; code?: ErrorCode }[],
): ErrorCode | undefined {
  return checks.find((check) => check.status === status)?.code;
}
