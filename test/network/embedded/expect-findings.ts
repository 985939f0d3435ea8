import type { LedgerFinding, LedgerVerification } from '@quancheng/network';
import { expect } from 'chai';

/** Exactly these codes, in this order. */
export function expectCodes({ findings }: LedgerVerification, codes: string[]): void {
  expect(
    findings.map(({ code }) => code),
    JSON.stringify(findings),
  ).to.deep.equal(codes);
}

/** This code, at this place, and nothing else. */
export function expectOnly(
  result: LedgerVerification,
  code: string,
  place: { block: number; transaction: number },
): void {
  expectCodes(result, [code]);
  expect(result.findings[0]).to.include(place);
}

/** This code at this place, whatever else there is. */
export function expectFinding(
  { findings }: LedgerVerification,
  code: string,
  block: number,
  transaction?: number,
): void {
  const isWanted = (each: LedgerFinding) =>
    each.code === code && each.block === block && each.transaction === transaction;
  expect(findings.some(isWanted), `${code} among ${JSON.stringify(findings)}`).to.equal(true);
}
