import type { Envelope, JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import type { Party } from '../../../chaincode/support/statements.js';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { timeIn } from '../../../gateway/support/ledger-world.js';
import { calendarName, digests } from '../../rights/support/bodies.js';
import { buyers, fund, utility } from '../../rights/support/parties.js';
import { race, verdict } from '../../rights/support/race.js';
import { command, type RightsStage } from '../../rights/support/rights-stage.js';
import { exchange, grantor, lenders } from '../support/market-parties.js';

const SCHEME = `${registrar.participant}/vouchers`;
const DAY = 24 * 3_600_000;
const [holder, otherHolder] = buyers;
const checker = exchange;
const approver = fund;
const payer = lenders[0];

const scheme: JsonObject = {
  title: '数据要素券政策',
  basis: '市数据要素券管理办法',
  invoiceKey: digests('1'),
  categories: ['数据产品'],
  issuers: [grantor.participant],
  checkers: [checker.participant],
  approvers: [approver.participant],
  payers: [payer.participant],
  calendar: calendarName,
  checkDays: 3,
};

const voucherName = (name: string): string => `${grantor.participant}/voucher-${name}`;

export function defineVouchers(stageOf: () => RightsStage): void {
  describe('vouchers', () => {
    before(async () => {
      await stageOf().must('voucher-scheme.define', SCHEME, scheme, registrar);
      for (const [name, { participant }] of [
        ['first', holder],
        ['second', otherHolder],
        ['shared', holder],
        ['story', holder],
      ] as const) {
        const body = {
          scheme: SCHEME,
          holder: participant,
          voucherNumber: `JN-${name}`,
          category: '数据产品',
          faceValue: 100_000,
          validTo: timeIn(30 * DAY),
          document: digests('2'),
        };
        await stageOf().must('voucher.issue', voucherName(name), body, grantor);
      }
    });
    it('one invoice for two vouchers at once: one claim has it', () => invoiceRace(stageOf()));
    it('five claims at once of 30 % each: three are taken, never more than the face value', () =>
      overApplied(stageOf()));
    it('two claims of the last fen at once: one has it', () => lastFen(stageOf()));
    it('from a claim to the payout, and its claw-back', () => story(stageOf()));
  });
}

const claimName = ({ participant }: Party, name: string): string => `${participant}/claim-${name}`;

function claim(party: Party, name: string, voucher: string, amount: number, invoice: string): Envelope {
  const body = {
    voucher: voucherName(voucher),
    seller: utility.participant,
    amount,
    contract: digests('3'),
    // 64 hex digits that tell invoices apart.
    invoice: { sha256: invoice.padStart(64, '0'), sm3: invoice.padStart(64, '0') },
    unrelated: digests('4'),
    document: digests('5'),
  };
  const target = claimName(party, name);
  return command({ action: 'redemption.claim', target, expectedVersion: 0, body, parties: [party] });
}

async function invoiceRace(stage: RightsStage): Promise<void> {
  const parties = [
    [holder, 'first'],
    [otherHolder, 'second'],
  ] as const;
  const answers = await race(
    stage,
    parties.map(([party, voucher]) => claim(party, 'one-invoice', voucher, 50_000, 'a1')),
  );
  expect(answers.map(verdict).sort()).to.deep.equal(['INVOICE_USED', 'done']);
  const winner = answers.findIndex((answer) => verdict(answer) === 'done');
  for (const [index, [party, voucher]] of parties.entries()) {
    const applied = index === winner ? 50_000 : 0;
    expect(await stage.value(`voucher/${voucherName(voucher)}`)).to.include({ applied });
    const redemption = await stage.value(`redemption/${claimName(party, 'one-invoice')}`);
    expect(redemption !== undefined).to.equal(index === winner);
  }
  const [party] = parties[winner]!;
  expect(answers[1 - winner]!.message).to.include(claimName(party, 'one-invoice'));
}

async function overApplied(stage: RightsStage): Promise<void> {
  const names = [1, 2, 3, 4, 5];
  const answers = await race(
    stage,
    names.map((each) => claim(holder, `shared-${each}`, 'shared', 30_000, `b${each}`)),
  );
  const refused = ['VOUCHER_EXCEEDED', 'VOUCHER_EXCEEDED'];
  expect(answers.map(verdict).sort()).to.deep.equal([...refused, 'done', 'done', 'done']);
  for (const { code, message } of answers)
    if (code !== undefined) expect(message).to.include('10000 is left');
  expect(await stage.value(`voucher/${voucherName('shared')}`)).to.include({ applied: 90_000, paid: 0 });
  expect(await stage.value(`collection/redemptions/${voucherName('shared')}`)).to.include({ count: 3 });
}

async function lastFen(stage: RightsStage): Promise<void> {
  const answers = await race(
    stage,
    [1, 2].map((each) => claim(holder, `last-${each}`, 'shared', 10_000, `c${each}`)),
  );
  expect(answers.map(verdict).sort()).to.deep.equal(['VOUCHER_EXCEEDED', 'done']);
  expect(await stage.value(`voucher/${voucherName('shared')}`)).to.include({ applied: 100_000 });
}

async function story(stage: RightsStage): Promise<void> {
  const { must } = stage;
  const target = claimName(holder, 'story');
  expect(verdict(await stage.submit(claim(holder, 'story', 'story', 100_000, 'd1')))).to.equal('done');
  const invoice = { sha256: 'd1'.padStart(64, '0'), sm3: 'd1'.padStart(64, '0') };
  const document = digests('6');
  const wrong = await stage.give('redemption.check', target, { document, invoice: digests('e') }, checker);
  expect(verdict(wrong)).to.equal('INVOICE_MISMATCH');
  await must('redemption.check', target, { document, invoice }, checker);
  await must('redemption.approve', target, { document }, approver);
  await must('redemption.pay', target, { document }, payer);
  expect(await stage.value(`voucher/${voucherName('story')}`)).to.include({
    status: 'redeemed',
    paid: 100_000,
  });
  await must('redemption.claw-back', target, { document, ground: '合同已解除' }, approver);
  const again = claim(holder, 'story-again', 'first', 1, 'd1');
  expect(verdict(await stage.submit(again))).to.equal('INVOICE_USED');
}
