import { expect } from 'chai';
import type { Party } from '../../../chaincode/support/statements.js';
import { digests } from '../../rights/support/bodies.js';
import { buyers, fund, utility } from '../../rights/support/parties.js';
import { command, type RightsStage } from '../../rights/support/rights-stage.js';
import { grantName, grantSource, openGrant, planBody } from '../support/grants.js';
import { exchange, grantor, regulator } from '../support/market-parties.js';
import { registerProducts, type Product } from '../support/traded-products.js';
import { agreeing, agreement, listing, tradeName } from '../support/trades.js';
import { defineTradeRaces } from './trade-races.js';

const [buyer, second] = buyers;
const plain = ['one-listing', 'two-listings', 'revoked', 'transferred', 'frozen', 'compensated', 'signed'];
const STORY = 'story';

export function defineTrades(stageOf: () => RightsStage): void {
  describe('operation grants and trades', () => {
    before(async () => {
      const stage = stageOf();
      const from = stage.clock.now;
      for (const name of ['story', 'suspended', 'registered']) await openGrant(stage, { name, from });
      const on = (name: string, grant: string): Product => [name, grantSource({ name: grant, from })];
      const products: readonly Product[] = [
        ...plain.map((name): Product => [name]),
        on('story', 'story'),
        on('suspended', 'suspended'),
        on('registered-1', 'registered'),
        on('registered-2', 'registered'),
      ];
      await registerProducts(stage, products, 2);
    });

    it('from the grant of public data to the product, its trade on an exchange, and what compensates it', () =>
      playStory(stageOf()));
    it('shared data are not shared on without their provider', () => expectProviders(stageOf()));
    it('nobody’s signature can be left out of a contract, and none can be added', () =>
      expectAllSignatures(stageOf()));
    defineTradeRaces(stageOf);
  });
}

async function playStory(stage: RightsStage): Promise<void> {
  const { must, value } = stage;
  const target = tradeName(STORY);
  const all: readonly Party[] = [utility, buyer, exchange];
  await must('trade.offer', target, listing(STORY, { exchange: exchange.participant }), utility, exchange);
  await must('trade.agree', target, agreement(buyer), ...all);
  await must('trade.deliver', target, { document: digests('7'), sent: stage.clock.now }, utility);
  await must('trade.dispute', target, { document: digests('8') }, buyer);
  await must('trade.resolve', target, { document: digests('9'), outcome: 'accept' }, utility, buyer);
  await must('trade.settle', target, { document: digests('a'), invoice: digests('b') }, ...all);
  await must('trade.close', target, { document: digests('c') }, ...all);
  const compensation = {
    compensates: target,
    tradeNumber: '泉数交〔2026〕1号冲',
    document: digests('d'),
    price: digests('e'),
    settlementDue: agreement(buyer)['settlementDue']!,
  };
  const compensating = tradeName(`${STORY}-2`);
  await must('trade.compensate', compensating, compensation, ...all);
  expect(await value(`trade/${target}`)).to.include({ status: 'closed', compensatedBy: compensating });
  expect(await value(`trade/${compensating}`)).to.include({ status: 'accepted', compensates: target });
  expect(await value(`grant/${grantName(STORY)}`)).to.include({ status: 'active', version: 6 });
}

async function expectProviders({ must, give, clock }: RightsStage): Promise<void> {
  const target = grantName('shared');
  await must('grant.plan', target, planBody({ name: 'shared', from: clock.now }), grantor);
  await must('grant.approve', target, { document: digests('7') }, regulator);
  const sign = () => give('grant.sign', target, { document: digests('9') }, grantor, utility);
  expect(await sign()).to.include({ code: 'PROVIDER_CONSENT_MISSING' });
  for (const other of [buyer, grantor, utility]) {
    const consent = await give('grant.consent', target, { document: digests('8') }, other);
    expect(consent, other.participant).to.include({ code: 'SIGNER_NOT_ENTITLED' });
  }
  await must('grant.consent', target, { document: digests('8') }, fund);
  expect(await sign()).to.include({ outcome: 'done' });
}

async function expectAllSignatures(stage: RightsStage): Promise<void> {
  const onExchange = tradeName('signed');
  const body = listing('signed', { exchange: exchange.participant });
  const options = { action: 'trade.offer', target: onExchange, expectedVersion: 0, body };
  const refused = async (parties: readonly Party[], code: string) => {
    expect(await stage.submit(command({ ...options, parties })), code).to.include({ code });
  };
  await refused([utility], 'SIGNER_NOT_ENTITLED');
  await refused([utility, exchange, buyer], 'SIGNER_NOT_ENTITLED');
  await stage.must('trade.offer', onExchange, body, utility, exchange);
  for (const parties of [
    [utility, buyer],
    [utility, exchange],
    [buyer, exchange],
    [utility, buyer, exchange, second],
  ]) {
    const outcome = await stage.submit(agreeing('signed', buyer, { parties }));
    expect(outcome).to.include({ code: 'SIGNER_NOT_ENTITLED' });
  }
  const whole = agreeing('signed', buyer, { parties: [utility, buyer, exchange] });
  for (const index of whole.signatures.keys()) {
    const stripped = { ...whole, signatures: whole.signatures.toSpliced(index, 1) };
    expect(await stage.submit(stripped)).to.include({ outcome: 'refused', code: 'SIGNER_SET_MISMATCH' });
  }
  expect(await stage.value(`trade/${onExchange}`)).to.include({ status: 'listed', version: 1 });
  expect(await stage.submit(whole)).to.include({ outcome: 'done' });
}
