import type { Envelope, JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import type { Party } from '../../../chaincode/support/statements.js';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { timeIn } from '../../../gateway/support/ledger-world.js';
import { digests } from '../../rights/support/bodies.js';
import { buyers, utility } from '../../rights/support/parties.js';
import { keyNumber } from '../../rights/support/history.js';
import { race, verdict } from '../../rights/support/race.js';
import { command, type RightsStage } from '../../rights/support/rights-stage.js';
import { grantName } from '../support/grants.js';
import { court, grantor, lenders } from '../support/market-parties.js';
import { productName, registering } from '../support/traded-products.js';
import { agreeing, agreement, delivering, listAll, tradeName } from '../support/trades.js';

const [buyer, second] = buyers;
const bidders = [...buyers, ...lenders];

export function defineTradeRaces(stageOf: () => RightsStage): void {
  it('four buyers, one exclusive listing: one has it', async () => {
    const stage = stageOf();
    await listAll(stage, ['one-listing'], 'one-listing', { exclusive: true });
    const answers = await race(
      stage,
      bidders.map((each) => agreeing('one-listing', each)),
    );
    const lost = bidders.slice(1).map(() => 'TRANSITION_INVALID');
    expect(answers.map(verdict).sort()).to.deep.equal([...lost, 'done']);
    const winner = bidders[answers.findIndex((each) => verdict(each) === 'done')]!.participant;
    const trade = `trade/${tradeName('one-listing')}`;
    expect(await stage.value(trade)).to.include({ status: 'agreed', buyer: winner, version: 2 });
    for (const { participant } of bidders) {
      const list = await stage.value(`collection/trades/${participant}`);
      const key = `entry/trades/${participant}/${keyNumber(Number(list?.['count'] ?? 0))}`;
      const last = await stage.value(key);
      expect(last?.['record'] === trade, participant).to.equal(participant === winner);
    }
  });

  it('four exclusive listings of one product: one licence', async () => {
    const stage = stageOf();
    const names = bidders.map((_, index) => `two-listings-${index}`);
    await listAll(stage, names, 'two-listings', { exclusive: true });
    const answers = await race(
      stage,
      bidders.map((each, index) => agreeing(names[index]!, each)),
    );
    const lost = bidders.slice(1).map(() => 'EXCLUSIVE_TAKEN');
    expect(answers.map(verdict).sort()).to.deep.equal([...lost, 'done']);
    for (const [index, name] of names.entries()) {
      const status = verdict(answers[index]!) === 'done' ? 'agreed' : 'listed';
      expect(await stage.value(`trade/${tradeName(name)}`)).to.include({ status });
    }
  });

  const about = (
    action: string,
    target: string,
    expectedVersion: number,
    body: JsonObject,
    ...parties: Party[]
  ) => command({ action, target, expectedVersion, body, parties });

  it('agreements against the revocation of the product’s certificate', () =>
    againstAgreements(
      stageOf(),
      'revoked',
      about(
        'certificate.revoke',
        productName('revoked'),
        6,
        { document: digests('9'), ground: '虚假材料' },
        registrar,
      ),
      'PRODUCT_NOT_LIVE',
    ));

  it('agreements against the suspension of the grant on which the product rests', () =>
    againstAgreements(
      stageOf(),
      'suspended',
      about(
        'grant.suspend',
        grantName('suspended'),
        6,
        { document: digests('c'), ground: '安全事件' },
        grantor,
      ),
      'GRANT_NOT_IN_FORCE',
    ));

  it('deliveries against the transfer of the product’s certificate', () =>
    againstDeliveries(
      stageOf(),
      'transferred',
      about(
        'certificate.transfer',
        productName('transferred'),
        6,
        { document: digests('9'), transferee: second.participant },
        utility,
        second,
      ),
      'PRODUCT_NOT_HELD',
    ));

  it('deliveries against a court’s freeze of the product’s certificate', () =>
    againstDeliveries(
      stageOf(),
      'frozen',
      about(
        'certificate.freeze',
        productName('frozen'),
        6,
        { document: digests('9'), until: timeIn(24 * 3_600_000) },
        court,
      ),
      'CERTIFICATE_FROZEN',
    ));

  it('registrations of products against the end of the grant on which they rest', async () => {
    const stage = stageOf();
    const products = ['registered-1', 'registered-2'];
    const body = { document: digests('c'), ground: '违约' };
    await expectBeforeOrRefused(
      stage,
      products.map((name) => `certificate/${productName(name)}`),
      products.map((name) => command(registering(name, stage.clock.now))),
      about('grant.terminate', grantName('registered'), 6, body, grantor),
      { code: 'GRANT_NOT_IN_FORCE', done: 'registered', not: 'publicised' },
    );
  });

  it('two records that compensate one trade: one does', () => twiceCompensated(stageOf()));
}

async function againstAgreements(
  stage: RightsStage,
  product: string,
  rival: Envelope,
  code: string,
): Promise<void> {
  const names = bidders.map((_, index) => `${product}-${index}`);
  await listAll(stage, names, product);
  const orders = bidders.map((each, index) => agreeing(names[index]!, each));
  await expectBeforeOrRefused(stage, names.map(keyOf), orders, rival, {
    code,
    done: 'agreed',
    not: 'listed',
  });
}

async function againstDeliveries(
  stage: RightsStage,
  product: string,
  rival: Envelope,
  code: string,
): Promise<void> {
  const names = [0, 1, 2, 3].map((index) => `${product}-${index}`);
  await listAll(stage, names, product);
  for (const name of names) await stage.submit(agreeing(name, buyer));
  const orders = names.map(delivering);
  await expectBeforeOrRefused(stage, names.map(keyOf), orders, rival, {
    code,
    done: 'delivered',
    not: 'agreed',
  });
}

const keyOf = (name: string): string => `trade/${tradeName(name)}`;

interface Expected {
  /** Why whoever comes after the rival is refused. */
  readonly code: string;
  readonly done: string;
  readonly not: string;
}

/** What came before the rival stands, and what came after is refused, as the record says. */
async function expectBeforeOrRefused(
  stage: RightsStage,
  keys: readonly string[],
  orders: readonly Envelope[],
  rival: Envelope,
  { code, done, not }: Expected,
): Promise<void> {
  const [middle, ...answers] = await race(stage, [rival, ...orders]);
  expect(verdict(middle!)).to.equal('done');
  for (const [index, answer] of answers.entries()) {
    const isBefore = answer.block <= middle!.block;
    expect(verdict(answer), keys[index]).to.equal(isBefore ? 'done' : code);
    const status = isBefore ? done : not;
    expect(await stage.value(keys[index]!), keys[index]).to.include({ status });
  }
  // Whatever the race brought, who comes now is too late.
  const late = await stage.submit(orders.at(-1)!);
  const before = verdict(answers.at(-1)!) === 'done' ? 'repeated' : code;
  expect(verdict(late)).to.equal(before);
}

async function twiceCompensated(stage: RightsStage): Promise<void> {
  const name = 'compensated';
  const original = tradeName(name);
  await listAll(stage, [name], name);
  await stage.must('trade.agree', original, agreement(buyer), utility, buyer);
  await stage.must('trade.deliver', original, { document: digests('7'), sent: timeIn(0) }, utility);
  await stage.must('trade.accept', original, { document: digests('8'), delivery: digests('7') }, buyer);
  await stage.must(
    'trade.settle',
    original,
    { document: digests('a'), invoice: digests('b') },
    utility,
    buyer,
  );
  const targets = [tradeName('compensation'), `${buyer.participant}/trade-compensation`];
  const { settlementDue = '' } = agreement(buyer);
  const body = {
    compensates: original,
    tradeNumber: '冲',
    document: digests('d'),
    price: digests('e'),
    settlementDue,
  };
  const answers = await race(
    stage,
    targets.map((target) =>
      command({ action: 'trade.compensate', target, expectedVersion: 0, body, parties: [utility, buyer] }),
    ),
  );
  expect(answers.map(verdict).sort()).to.deep.equal(['TRADE_COMPENSATED', 'done']);
  const winner = targets[answers.findIndex((each) => verdict(each) === 'done')]!;
  expect(await stage.value(`trade/${original}`)).to.include({ compensatedBy: winner, version: 6 });
  for (const target of targets) {
    const found = await stage.value(`trade/${target}`);
    expect(found?.['compensates'], target).to.equal(target === winner ? original : undefined);
  }
}
