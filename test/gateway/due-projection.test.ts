import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLevelProjection, type FoldedEvent, type Projection } from '@quancheng/gateway';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';

const timeOf = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

const consent = (
  block: number,
  number: number,
  name: string,
  version: number,
  change: JsonObject,
): FoldedEvent => ({
  position: { block, number },
  transaction: `t${block}-${number}`,
  action: 'consent.offer',
  kind: 'consent',
  name,
  value: {
    id: name,
    version,
    status: 'active',
    subject: 'p',
    controller: 'fund',
    recipient: 'bank',
    at: { tick: block, time: timeOf(block) },
    ...change,
  },
});
const tick = (block: number): FoldedEvent => ({ block, transaction: `tick${block}`, reached: timeOf(block) });
const withdrawal = (due: number, more: JsonObject = {}): JsonObject => ({
  status: 'withdrawn',
  expires: timeOf(900),
  withdrawal: { at: { tick: 1, time: timeOf(1) }, due: timeOf(due), ...more },
});

/** By hand: what each of the events below makes due, and when. */
const chain: readonly FoldedEvent[] = [
  consent(1, 1, 'b/one', 1, { expires: timeOf(3) }),
  consent(1, 2, 'b/two', 1, { expires: timeOf(3) }),
  consent(1, 3, 'b/late', 1, { expires: timeOf(0) }),
  tick(1),
  consent(2, 1, 'b/two', 2, { expires: timeOf(5) }),
  consent(2, 2, 'b/gone', 1, withdrawal(4)),
  tick(2),
  consent(3, 1, 'b/gone', 2, withdrawal(4, { controller: { tick: 3, time: timeOf(3) } })),
  tick(3),
  tick(4),
  consent(5, 1, 'b/one', 2, { expires: timeOf(3), status: 'expired' }),
  consent(5, 2, 'b/gone', 3, withdrawal(4, { controller: { tick: 3, time: timeOf(3) }, note: 'touched' })),
  // Due before the tick that came last: the next tick tells it; and what it told is not told again for others.
  consent(5, 3, 'b/past', 1, { expires: timeOf(2) }),
  consent(5, 4, 'b/late', 2, { expires: timeOf(0), recipient: 'other' }),
  tick(6),
  tick(7),
  consent(8, 1, 'b/undone', 1, { expires: timeOf(2) }),
  consent(8, 2, 'b/undone', 2, { expires: timeOf(20) }),
  consent(8, 3, 'b/past', 2, { expires: timeOf(20) }),
  tick(8),
  // It was told, and then lay in the future: it is told once more when it is due once more.
  consent(9, 1, 'b/past', 3, { expires: timeOf(2) }),
  consent(9, 2, 'b/past', 4, { expires: timeOf(2), recipient: 'other' }),
  tick(9),
];
const dueEvents: readonly (readonly [string, string, string, number])[] = [
  ['1.500000001', 'due.consent.expiry', 'b/late', 1],
  ['3.500000001', 'due.consent.expiry', 'b/one', 1],
  ['4.500000001', 'due.consent.recipient-acknowledgement', 'b/gone', 2],
  ['6.500000001', 'due.consent.expiry', 'b/past', 1],
  ['6.500000002', 'due.consent.expiry', 'b/two', 2],
  ['9.500000001', 'due.consent.expiry', 'b/past', 4],
];
/** The first of the events, to the tick of minute 7. */
const begun = chain.slice(
  0,
  chain.findIndex((each) => !('reached' in each) && each.position.block === 8),
);

describe('what is due, in the projection', () => {
  let directory: string;
  let projection: Projection;

  const open = async (): Promise<void> => {
    projection = await openLevelProjection(directory, 'ledger');
  };
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'quancheng-due-'));
    await open();
  });
  afterEach(async () => {
    await projection.close();
    await rm(directory, { recursive: true });
  });

  const told = async () =>
    (await projection.events(undefined, 1_000))
      .filter(({ due }) => due !== undefined)
      .map(({ position, action, name, value }) => [
        `${position.block}.${position.number}`,
        action,
        name,
        value['version'],
      ]);
  const listed = async (query: Partial<Parameters<Projection['due']>[0]> = {}): Promise<unknown> =>
    (await projection.due({ accepts: () => true, limit: 100, ...query })).items.map(
      ({ name, what, time }) => [name, what, time],
    );

  it('is told once each, at positions that follow from the ledger alone', async () => {
    await projection.apply(chain);
    expect(await told()).to.deep.equal(dueEvents);
    await projection.apply(chain);
    expect(await told()).to.deep.equal(dueEvents);
    expect(projection.position()).to.deep.equal({ block: 9, number: 500_000_001 });
    expect(projection.reached()).to.equal(timeOf(9));
  });

  it('however the events are grouped, and wherever the gateway was stopped', async () => {
    for (const [index, event] of chain.entries()) {
      await projection.apply([event]);
      await projection.close();
      await open();
      // As a follower does: from the first event of the last block on.
      const { block = 0 } = projection.position() ?? {};
      const again = chain
        .slice(0, index + 1)
        .filter((each) => ('reached' in each ? each.block : each.position.block) >= block);
      await projection.apply(again);
    }
    expect(await told()).to.deep.equal(dueEvents);
  });

  it('stands in the calendar as long as the record’s newest version says so', async () => {
    await projection.apply(chain.slice(0, 7));
    const acknowledgements = [
      ['b/gone', 'controller-acknowledgement', timeOf(4)],
      ['b/gone', 'recipient-acknowledgement', timeOf(4)],
    ];
    const expiries = (...ends: readonly (readonly [string, number])[]) =>
      ends.map(([name, minute]) => [name, 'expiry', timeOf(minute)]);
    expect(await listed()).to.deep.equal([
      ...expiries(['b/late', 0], ['b/one', 3]),
      ...acknowledgements,
      ...expiries(['b/two', 5]),
    ]);
    expect(await listed({ from: timeOf(3), to: timeOf(3) })).to.deep.equal(expiries(['b/one', 3]));
    await projection.apply(begun);
    expect(await listed()).to.deep.equal([
      ...expiries(['b/late', 0], ['b/past', 2]),
      acknowledgements[1],
      ...expiries(['b/two', 5]),
    ]);
    expect(await listed({ participant: 'fund' })).to.deep.equal(
      expiries(['b/late', 0], ['b/past', 2], ['b/two', 5]),
    );
    expect(await listed({ participant: 'other' })).to.deep.equal(expiries(['b/late', 0]));
    expect(await listed({ participant: 'bank', from: timeOf(1) })).to.deep.equal([
      ...expiries(['b/past', 2]),
      acknowledgements[1],
      ...expiries(['b/two', 5]),
    ]);
    expect(await listed({ participant: 'stranger' })).to.deep.equal([]);
    expect(await listed({ kind: 'certificate' })).to.deep.equal([]);
  });

  it('is listed in pages that go on where they ended', async () => {
    await projection.apply(begun);
    const names: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await projection.due({ accepts: () => true, limit: 1, after });
      names.push(...page.items.map(({ name }) => name));
      if (page.next === undefined) break;
      after = page.next;
    }
    expect(names).to.deep.equal(['b/late', 'b/past', 'b/gone', 'b/two']);
  });
});
