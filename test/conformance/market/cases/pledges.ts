import type { SearchResult, SearchView } from '@quancheng/verifier';
import { expect } from 'chai';
import { timeIn } from '../../../gateway/support/ledger-world.js';
import { buyers, fund, utility } from '../../rights/support/parties.js';
import { digests } from '../../rights/support/bodies.js';
import { race, verdict } from '../../rights/support/race.js';
import { command, type RightsStage } from '../../rights/support/rights-stage.js';
import { court, lenders } from '../support/market-parties.js';
import {
  carrySearch,
  collateral,
  contractCommand,
  pledgeFully,
  pledgeName,
  registerCollateral,
  reservation,
  RIGHT,
} from '../support/pledges.js';

const [first, second] = lenders;
const HOUR = 3_600_000;
const names = ['story', 'exclusive', 'over-value', 'moving', 'reserved', 'searched'];

export function definePledges(stageOf: () => RightsStage): void {
  describe('pledges, searches and priority searches', () => {
    before(() => registerCollateral(stageOf(), names));
    defineStory(stageOf);
    defineRaces(stageOf);
  });
}

const search = (stage: RightsStage, party: typeof fund, id: string) =>
  stage.must('search.make', `${party.participant}/${id}`, { certificate: collateral('story') }, party);

function defineStory(stageOf: () => RightsStage): void {
  const own = pledgeName(first, 'story');
  const later = pledgeName(second, 'story');

  it('a lender who searches first finds, positively, nothing', async () => {
    await search(stageOf(), second, 'before');
    expect(shown(await proven(stageOf(), second, 'before', 'then'))).to.deep.equal([]);
  });

  it('a second lender who searches between two pledges gets exactly the earlier one, with proof', async () => {
    const stage = stageOf();
    await pledgeFully(stage, first, { name: 'story' }, timeIn(-2 * HOUR));
    await search(stage, second, 'between');
    await pledgeFully(stage, second, { name: 'story', portion: 40, debt: '6' }, timeIn(-HOUR));
    expect(shown(await proven(stage, second, 'between', 'then'))).to.deep.equal([`${own} active 1 1`]);
    expect(shown(await proven(stage, second, 'between', 'now'))).to.deep.equal([
      `${own} active 1 1`,
      `${later} active 2 2`,
    ]);
  });

  it('a release that names another pledge, debt or collateral releases nothing', async () => {
    const stage = stageOf();
    const body = {
      certificate: collateral('story'),
      right: RIGHT,
      debt: digests('1'),
      document: digests('7'),
    };
    const release = (target: string, change: object, party = first) =>
      stage.give('pledge.release', target, { ...body, ...change }, party);
    expect(verdict(await release(later, {}, second))).to.equal('RELEASE_AMOUNT_MISMATCH');
    expect(verdict(await release(later, {}))).to.equal('SIGNER_NOT_ENTITLED');
    expect(verdict(await release(own, { debt: digests('6') }))).to.equal('RELEASE_AMOUNT_MISMATCH');
    const elsewhere = { certificate: collateral('moving') };
    expect(verdict(await release(own, elsewhere))).to.equal('RELEASE_COLLATERAL_MISMATCH');
    const another = { right: '数据产品经营权' };
    expect(verdict(await release(own, another))).to.equal('RELEASE_COLLATERAL_MISMATCH');
    expect(await stage.value(`certificate/${collateral('story')}`)).to.include({ pledges: 2 });
  });

  it('a wrongful release shows as disputed, and its rank replays once a court reinstates it', async () => {
    const stage = stageOf();
    const body = {
      certificate: collateral('story'),
      right: RIGHT,
      debt: digests('1'),
      document: digests('7'),
    };
    await stage.must('pledge.release', own, body, first);
    await search(stage, fund, 'misled');
    await stage.must('pledge.dispute', own, { document: digests('8') }, first);
    await search(stage, fund, 'warned');
    expect(shown(await proven(stage, fund, 'misled', 'then'))).to.deep.equal([
      `${own} released`,
      `${later} active 1 1`,
    ]);
    expect(shown(await proven(stage, fund, 'warned', 'then'))).to.deep.equal([
      `${own} disputed`,
      `${later} active 1 1`,
    ]);
    await stage.must('pledge.reinstate', own, { document: digests('9') }, court);
    expect(shown(await proven(stage, fund, 'misled', 'now'))).to.deep.equal([
      `${own} active 1 1`,
      `${later} active 2 2`,
    ]);
    expect(await searchers(stage)).to.deep.equal(['second-bank', 'second-bank', 'fund', 'fund']);
  });

  it('a pledged certificate passes on with every pledgee’s signature alone', async () => {
    const stage = stageOf();
    const [buyer] = buyers;
    const body = { document: digests('a'), transferee: buyer.participant };
    const transfer = (...pledgees: readonly (typeof fund)[]) =>
      stage.give('certificate.transfer', collateral('story'), body, utility, buyer, ...pledgees);
    expect(verdict(await transfer())).to.equal('CERTIFICATE_PLEDGED');
    expect(verdict(await transfer(first))).to.equal('SIGNER_NOT_ENTITLED');
    expect(verdict(await transfer(first, second))).to.equal('done');
    expect(shown(await proven(stage, fund, 'warned', 'now'))).to.have.lengthOf(2);
  });
}

/** Who searched the story’s certificate, in the ledger’s order. */
async function searchers({ value }: RightsStage): Promise<readonly unknown[]> {
  const name = `searches/${collateral('story')}`;
  const { count } = (await value<{ readonly count: number }>(`collection/${name}`))!;
  const found: unknown[] = [];
  for (let number = 1; number <= count; number += 1) {
    const entry = await value<{ readonly record: string }>(
      `entry/${name}/${String(number).padStart(16, '0')}`,
    );
    found.push((await value(entry!.record))!['searcher']);
  }
  return found;
}

async function proven(
  stage: RightsStage,
  party: typeof fund,
  id: string,
  view: 'then' | 'now',
): Promise<SearchView> {
  const result: SearchResult = await carrySearch(stage, `${party.participant}/${id}`, 'story');
  expect(result.code, result.sentence?.en).to.equal(undefined);
  expect(result.checks.map(({ status }) => status)).to.deep.equal(Array.from({ length: 8 }, () => 'match'));
  return result.proven![view];
}

/** Each pledge with its status, its rank by the law and its rank by the ledger. */
function shown({ pledges }: SearchView): readonly string[] {
  return pledges.map(({ pledge: { id, status }, rank }) =>
    [id, status, ...(rank === undefined ? [] : [rank.external ?? '-', rank.ledger])].join(' '),
  );
}

function defineRaces(stageOf: () => RightsStage): void {
  it('two exclusive pledges of one right at once: one lies on it', () =>
    raceForPledge(stageOf(), 'exclusive', { exclusive: true, portion: 40 }, 'COLLATERAL_EXCLUSIVE'));

  it('two pledges at once that take up more than the whole: one lies on it', () =>
    raceForPledge(stageOf(), 'over-value', { portion: 60 }, 'COLLATERAL_EXCEEDED'));

  it('transfer against pledge: one wins, and the ledger says why the other lost', async () => {
    const stage = stageOf();
    const [buyer] = buyers;
    const target = collateral('moving');
    const body = { document: digests('b'), transferee: buyer.participant };
    const [transfer, pledge] = await race(stage, [
      command({
        action: 'certificate.transfer',
        target,
        expectedVersion: 6,
        body,
        parties: [utility, buyer],
      }),
      contractCommand(first, { name: 'moving' }),
    ]);
    const verdicts = [verdict(transfer!), verdict(pledge!)];
    const isMoved = verdicts[0] === 'done';
    expect(verdicts).to.deep.equal(isMoved ? ['done', 'PLEDGOR_NOT_HOLDER'] : ['VERSION_CONFLICT', 'done']);
    const holder = isMoved ? buyer : utility;
    const certificate = { version: 7, holder: holder.participant, pledges: isMoved ? 0 : 1 };
    expect(await stage.value(`certificate/${target}`)).to.include(certificate);
    const again = await stage.give('certificate.transfer', target, body, holder, isMoved ? buyers[1] : buyer);
    if (!isMoved) expect(verdict(again)).to.equal('CERTIFICATE_PLEDGED');
  });

  it('searches against pledge: each found what was recorded before it', () => raceForSearches(stageOf()));

  it('priority search against pledge: one has the place, and the ledger says why the other lost', async () => {
    const stage = stageOf();
    const [priority, pledge] = await race(stage, [
      command({
        action: 'priority.reserve',
        target: pledgeName(first, 'reserved'),
        expectedVersion: 0,
        body: reservation(first, 'reserved'),
        parties: [utility, first],
      }),
      contractCommand(second, { name: 'reserved' }),
    ]);
    const verdicts = [verdict(priority!), verdict(pledge!)];
    expect(verdicts).to.deep.equal(
      verdicts[0] === 'done' ? ['done', 'PRIORITY_RESERVED'] : ['COLLATERAL_EXCLUSIVE', 'done'],
    );
  });
}

/** Each shows the pledge or none, by whether it was recorded after it. */
async function raceForSearches(stage: RightsStage): Promise<void> {
  const searches = [1, 2, 3, 4].map((number) => `${fund.participant}/at-once-${number}`);
  const body = { certificate: collateral('searched') };
  const [pledge, ...answers] = await race(stage, [
    contractCommand(first, { name: 'searched' }),
    ...searches.map((target) =>
      command({ action: 'search.make', target, expectedVersion: 0, body, parties: [fund] }),
    ),
  ]);
  expect([pledge!, ...answers].map(verdict)).to.deep.equal(Array.from({ length: 5 }, () => 'done'));
  for (const [index, answer] of answers.entries()) {
    const { pledges } = (await stage.value<{ readonly pledges: { readonly count: number } }>(
      `search/${searches[index]!}`,
    ))!;
    // In one block a search that had not seen the pledge is valid before it alone.
    expect(pledges.count, searches[index]).to.equal(answer.block > pledge!.block ? 1 : 0);
  }
}

async function raceForPledge(
  stage: RightsStage,
  name: string,
  share: { readonly portion: number; readonly exclusive?: boolean },
  code: string,
): Promise<void> {
  const answers = await race(
    stage,
    lenders.map((lender) => contractCommand(lender, { name, ...share })),
  );
  expect(answers.map(verdict).sort()).to.deep.equal([code, 'done'].sort());
  expect(await stage.value(`certificate/${collateral(name)}`)).to.include({ pledges: 1 });
  for (const [index, lender] of lenders.entries()) {
    const pledge = await stage.value(`pledge/${pledgeName(lender, name)}`);
    expect(pledge !== undefined).to.equal(verdict(answers[index]!) === 'done');
  }
}
