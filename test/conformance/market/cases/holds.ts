import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { timeIn } from '../../../gateway/support/ledger-world.js';
import { digests } from '../../rights/support/bodies.js';
import { buyers, neighbour, utility } from '../../rights/support/parties.js';
import { race, verdict } from '../../rights/support/race.js';
import { command, type RightsStage } from '../../rights/support/rights-stage.js';
import { arbitration, court } from '../support/market-parties.js';
import { productName } from '../support/products.js';

const DAY = 24 * 3_600_000;
const LICENCE = `${registrar.participant}/licence`;
const assessor = neighbour;
const holdName = (name: string): string => `${arbitration.participant}/${name}`;

/** Its products are those of the revenue’s cases. */
export function defineHolds(stageOf: () => RightsStage): void {
  describe('holds and reports', () => {
    it('a commission alone freezes nothing', async () => {
      const stage = stageOf();
      const given = await stage.give('hold.file', holdName('alone'), filing('story', 'freeze'), arbitration);
      expect(verdict(given)).to.equal('COURT_REQUIRED');
      expect(await stage.value(`certificate/${productName('story')}`)).to.deep.include({ freezes: [] });
    });
    it('a notice warns whoever looks, and freezes nothing', () => notice(stageOf()));
    it('freeze against transfer: what is frozen is not transferred after it', () => freezeRace(stageOf()));
    it('two freezes by one order at once: one is filed', () => orderRace(stageOf()));
    it('signing against revocation of the licence: it was signed before, or is refused after', () =>
      licenceRace(stageOf()));
  });
}

function filing(product: string, measure: string, order = 'c'): JsonObject {
  return {
    measure,
    case: digests('1'),
    parties: [digests('2'), digests('3')],
    agreement: digests('4'),
    order: digests(order),
    records: [{ kind: 'certificate', name: productName(product) }],
    statements: [],
    custodians: [utility.participant],
    until: timeIn(90 * DAY),
  };
}

async function notice(stage: RightsStage): Promise<void> {
  const { must } = stage;
  const target = holdName('notice');
  await must('hold.file', target, filing('story', 'notice'), arbitration);
  await must('hold.notify', target, { document: digests('5'), acknowledgeDue: timeIn(DAY) }, arbitration);
  await must('hold.acknowledge', target, { document: digests('6') }, utility);
  await must('hold.export', target, { document: digests('7'), bundle: digests('8') }, arbitration);
  await must('hold.decide', target, { document: digests('9') }, arbitration);
  await must('hold.release', target, { document: digests('a') }, arbitration);
  expect(await stage.value(`collection/holds/${productName('story')}`)).to.include({ count: 6 });
  expect(await stage.value(`collection/holds/${utility.participant}`)).to.include({ count: 6 });
  expect(await stage.value(`certificate/${productName('story')}`)).to.deep.include({
    freezes: [],
    version: 6,
  });
}

async function freezeRace(stage: RightsStage): Promise<void> {
  const product = productName('raced');
  const [buyer] = buyers;
  const body = { document: digests('b'), transferee: buyer.participant };
  const [hold, transfer] = await race(stage, [
    command({
      action: 'hold.file',
      target: holdName('raced'),
      expectedVersion: 0,
      body: filing('raced', 'freeze'),
      parties: [arbitration, court],
    }),
    command({
      action: 'certificate.transfer',
      target: product,
      expectedVersion: 6,
      body,
      parties: [utility, buyer],
    }),
  ]);
  expect(verdict(hold!)).to.equal('done');
  const isMoved = verdict(transfer!) === 'done';
  expect(verdict(transfer!)).to.equal(isMoved ? 'done' : 'VERSION_CONFLICT');
  const holder = isMoved ? buyer : utility;
  const certificate = await stage.value(`certificate/${product}`);
  expect(certificate).to.include({ holder: holder.participant, version: isMoved ? 8 : 7 });
  expect(certificate).to.have.nested.property('freezes.0.court', court.participant);
  const next = isMoved ? buyers[1] : buyer;
  const onward = { ...body, transferee: next.participant };
  const again = await stage.give('certificate.transfer', product, onward, holder, next);
  expect(verdict(again)).to.equal('CERTIFICATE_FROZEN');
}

async function orderRace(stage: RightsStage): Promise<void> {
  const names = ['order-1', 'order-2'].map(holdName);
  const answers = await race(
    stage,
    names.map((target) =>
      command({
        action: 'hold.file',
        target,
        expectedVersion: 0,
        body: filing('receipts', 'freeze', 'd'),
        parties: [arbitration, court],
      }),
    ),
  );
  expect(answers.map(verdict).sort()).to.deep.equal(['FREEZE_EXISTS', 'done']);
  const product = `certificate/${productName('receipts')}`;
  expect(await stage.value(product)).to.include({ version: 7 });
  const winner = names[answers.findIndex((answer) => verdict(answer) === 'done')]!;
  await stage.must('hold.withdraw', winner, { document: digests('e') }, arbitration);
  await stage.must('hold.release', winner, { document: digests('f') }, court);
  expect(await stage.value(product)).to.deep.include({ version: 8, freezes: [] });
}

async function licenceRace(stage: RightsStage): Promise<void> {
  const licence = {
    holder: assessor.participant,
    number: '资评备 2026-001',
    basis: '资产评估机构备案',
    reports: ['valuation'],
    from: timeIn(-DAY),
    to: timeIn(DAY),
    document: digests('1'),
  };
  await stage.must('licence.grant', LICENCE, licence, registrar);
  const body = {
    type: 'valuation',
    subject: { kind: 'certificate', name: productName('story'), version: 6 },
    licence: LICENCE,
    conclusion: digests('2'),
    report: digests('3'),
    asOf: timeIn(-DAY),
    validTo: timeIn(300 * DAY),
  };
  const names = [1, 2, 3, 4].map((each) => `${assessor.participant}/report-${each}`);
  const [revocation, ...answers] = await race(stage, [
    command({
      action: 'licence.revoke',
      target: LICENCE,
      expectedVersion: 1,
      body: { document: digests('4') },
      parties: [registrar],
    }),
    ...names.map((target) =>
      command({ action: 'report.sign', target, expectedVersion: 0, body, parties: [assessor] }),
    ),
  ]);
  expect(verdict(revocation!)).to.equal('done');
  for (const [index, answer] of answers.entries()) {
    const isBefore = answer.block <= revocation!.block;
    expect(verdict(answer)).to.equal(isBefore ? 'done' : 'LICENCE_INVALID');
    const report = await stage.value(`report/${names[index]!}`);
    expect(report?.['licenceVersion']).to.equal(isBefore ? 1 : undefined);
  }
}
