import { rankPledges, type PledgeState } from '@quancheng/verifier';
import { expect } from 'chai';

/** Of the views. */
const NOW = '2026-12-08T00:00:00.000Z';
const time = (day: number): string => `2026-12-0${day}T00:00:00.000Z`;

/** A pledge that was registered externally on some day; 0: not at all. */
function pledge(id: string, order: number, day: number, change: object = {}): PledgeState {
  const external = { registry: '登记', number: id, registered: time(day), expires: time(9) };
  const members = { id, order, status: 'active', right: '持有权', pledgee: 'bank', ...change };
  // Ranks look at these members alone.
  return (day === 0 ? members : { ...members, external }) as unknown as PledgeState;
}

/** Name, rank by the law, rank by the ledger, and a mark where they differ. */
function ranks(...pledges: readonly PledgeState[]): readonly string[] {
  return [...rankPledges(pledges, NOW)].map(
    ([id, { external, ledger, differs }]) => `${id} ${external ?? '-'} ${ledger}${differs ? ' !' : ''}`,
  );
}

describe('ranks of pledges', () => {
  it('are those of the ledger’s order where the external registrations have the same', () => {
    expect(ranks(pledge('a', 1, 1), pledge('b', 2, 2))).to.deep.equal(['a 1 1', 'b 2 2']);
    expect(ranks(pledge('b', 2, 2), pledge('a', 1, 1))).to.deep.equal(['a 1 1', 'b 2 2']);
  });

  it('are flagged where the law’s order is another', () => {
    const [a, b, c] = [pledge('a', 1, 3), pledge('b', 2, 1), pledge('c', 3, 4)];
    expect(ranks(a, b, c)).to.deep.equal(['a 2 1 !', 'b 1 2 !', 'c 3 3']);
  });

  it('are by the ledger alone for what has no external registration in force', () => {
    const over = pledge('b', 2, 1);
    const lapsed = { ...over, external: { ...over.external!, expires: NOW } };
    const contracted = pledge('a', 1, 0, { status: 'contracted' });
    expect(ranks(contracted, lapsed, pledge('c', 3, 2))).to.deep.equal(['a - 1', 'b - 2', 'c 1 3']);
    const soon = { ...over, external: { ...over.external!, expires: '2026-12-08T00:00:00.001Z' } };
    expect(ranks(contracted, soon, pledge('c', 3, 2))).to.deep.equal(['a - 1', 'b 1 2', 'c 2 3']);
  });

  it('of one time are in the ledger’s order', () => {
    expect(ranks(pledge('b', 2, 1), pledge('a', 1, 1))).to.deep.equal(['a 1 1', 'b 2 2']);
  });

  it('are of what lies there', () => {
    for (const status of ['released', 'disputed', 'closed', 'withdrawn'])
      expect(ranks(pledge('a', 1, 1, { status }), pledge('b', 2, 2))).to.deep.equal(['b 1 1']);
    for (const status of ['registered', 'partly-released', 'enforcing'])
      expect(ranks(pledge('a', 1, 1, { status }), pledge('b', 2, 2))).to.deep.equal(['a 1 1', 'b 2 2']);
  });

  it('are counted for each right by itself', () => {
    expect(ranks(pledge('a', 1, 1), pledge('b', 2, 2, { right: '经营权' }))).to.deep.equal([
      'a 1 1',
      'b 1 1',
    ]);
  });

  it('follow who has stepped behind whom, in the order of the steps', () => {
    const behind = (name: string, number: number) => ({ behind: { pledge: name, number } });
    const [b, c] = [pledge('b', 2, 2), pledge('c', 3, 3)];
    expect(ranks(pledge('a', 1, 1, behind('c', 9)), b, c)).to.deep.equal(['b 1 1', 'c 2 2', 'a 3 3']);
    expect(ranks(pledge('a', 1, 1, behind('b', 9)), b, c)).to.deep.equal(['b 1 1', 'a 2 2', 'c 3 3']);
    const back = [pledge('a', 1, 1, behind('b', 5)), pledge('b', 2, 2, behind('a', 6))];
    expect(ranks(...back)).to.deep.equal(['a 1 1', 'b 2 2']);
    const backFirst = [pledge('a', 1, 1, behind('b', 6)), pledge('b', 2, 2, behind('a', 5))];
    expect(ranks(...backFirst)).to.deep.equal(['b 1 1', 'a 2 2']);
    expect(ranks(pledge('a', 1, 1), pledge('b', 2, 2, behind('a', 9)))).to.deep.equal(['a 1 1', 'b 2 2']);
    expect(ranks(pledge('a', 1, 1, behind('gone', 9)), b)).to.deep.equal(['a 1 1', 'b 2 2']);
  });
});
