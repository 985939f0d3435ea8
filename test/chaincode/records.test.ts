import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { newPopulatedWorld } from './support/test-world.js';
import { registrar } from './support/test-genesis.js';

const calendar = `${registrar.participant}/working-days`;
const days = {
  title: '2026 年节假日安排',
  utcOffset: 480,
  holidays: ['2026-10-01', '2026-10-02'],
  workdays: ['2026-10-10'],
  from: '2026-01-01',
  to: '2026-12-31',
};

function define(change: object = {}) {
  return {
    action: 'calendar.define',
    target: calendar,
    expectedVersion: 0,
    body: { ...days },
    parties: [registrar],
    ...change,
  };
}

describe('records with a state machine', () => {
  it('keeps every version that was superseded under a key of its own, chained by digests', async () => {
    const world = await newPopulatedWorld();
    expect(await world.order(define())).to.have.property('outcome', 'done');
    const change = define({ action: 'calendar.change', expectedVersion: 1, body: { ...days, holidays: [] } });
    expect(await world.order(change)).to.have.nested.property('result.version', 2);
    const first = world.peer.value(`version/calendar/${calendar}/0000000000000001`);
    const second = world.peer.value(`calendar/${calendar}`);
    expect(world.peer.value(`version/calendar/${calendar}/0000000000000002`)).to.equal(undefined);
    expect(second).to.include({ version: 2, status: 'in-force', title: days.title });
    const canonical = JSON.stringify(
      first,
      Object.keys(first as object)
        .sort()
        .concat(['tick', 'time']),
    );
    expect(second).to.have.property('previous', createHash('sha256').update(canonical).digest('hex'));
  });

  it('refuses what exists, what does not, other names, other signers and other versions', async () => {
    const world = await newPopulatedWorld();
    const code = async (change: object) => (await world.order(define(change))).code;
    expect(await code({ action: 'calendar.change', expectedVersion: 1 })).to.equal('RECORD_UNKNOWN');
    expect(await code({ target: 'elsewhere/working-days' })).to.equal('RECORD_FOREIGN');
    expect(await code({ target: 'working-days' })).to.equal('COMMAND_BODY_INVALID');
    expect(await code({ body: { ...days, other: 1 } })).to.equal('COMMAND_BODY_INVALID');
    expect(await code({ parties: [{ ...registrar, role: 'participant' }] })).to.equal('SIGNER_NOT_ENTITLED');
    expect(await code({})).to.equal(undefined);
    expect(await code({})).to.equal('RECORD_EXISTS');
    expect(await code({ action: 'calendar.change', expectedVersion: 2 })).to.equal('VERSION_CONFLICT');
  });
});
