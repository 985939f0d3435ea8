import { createHash } from 'node:crypto';
import { decideRecord, machines, type LedgerRecord } from '@quancheng/domain';
import { canonicalize, isQuanchengError, type JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { calendar, calendarName, MONDAY, REGISTRY } from '../certificates/certificate-fixtures.js';
import { scenes } from '../certificates/certificate-scenes.js';
import { act, object, objector } from '../certificates/certificate-stage.js';
import { RecordPlay, type Order } from '../support/record-play.js';

const holder = 'participant:holder' as const;
const define: Order = {
  action: 'calendar.define',
  target: calendarName,
  body: calendar,
  by: [`registrar:${REGISTRY}`],
};
const change: Order = { ...define, action: 'calendar.change' };

function digest(value: object | undefined): string {
  return createHash('sha256')
    .update(canonicalize(value as JsonObject))
    .digest('hex');
}

describe('a record', () => {
  it('is named by a participant and an id, and by nothing else', async () => {
    for (const name of ['registry', 'registry/', '/days', 'registry/a/b', 'registry/a.1', 're gistry/days']) {
      const order = { ...define, target: name };
      expect(await new RecordPlay(MONDAY).order(order), name).to.equal('COMMAND_BODY_INVALID');
    }
  });

  it('changes only for those who saw it as it is', async () => {
    const play = await new RecordPlay(MONDAY).must(define);
    for (const expectedVersion of [0, 2]) {
      expect(await play.order({ ...change, expectedVersion })).to.equal('VERSION_CONFLICT');
    }
    expect(await play.order({ ...change, expectedVersion: 1 })).to.equal('done');
    const early = { ...define, target: `${REGISTRY}/other`, expectedVersion: 1 };
    expect(await play.order(early)).to.equal('VERSION_CONFLICT');
  });

  it('has versions that each name the one before, when they came to be and by which command', async () => {
    const play = await new RecordPlay(MONDAY).must(define);
    const later = '2026-11-24T08:00:00.000Z';
    await play.waitUntil(later).must(change);
    await play.must(change);
    const version = (number: number) => play.versionOf('calendar', calendarName, number);
    expect(version(1)).to.deep.include({ id: calendarName, version: 1, at: { tick: 1, time: MONDAY } });
    expect(version(1)).to.not.have.property('previous');
    expect(version(1)).to.have.property('command', '1'.padStart(64, '0'));
    expect(version(2)).to.deep.include({
      version: 2,
      at: { tick: 1, time: later },
      previous: digest(version(1)),
    });
    expect(version(2)).to.have.property('command', '2'.padStart(64, '0'));
    expect(version(3)).to.include({ version: 3, previous: digest(version(2)) });
    expect(play.keys().filter((key) => key.includes(calendarName))).to.deep.equal([
      `calendar/${calendarName}`,
      `version/calendar/${calendarName}/0000000000000001`,
      `version/calendar/${calendarName}/0000000000000002`,
    ]);
  });

  it('is changed by another one’s transition as by its own', async () => {
    const play = await scenes['publicised, notice running']();
    const before = play.value('certificate/holder/certificate-1');
    await object(play, 'raise', objector);
    const after = play.value('certificate/holder/certificate-1');
    expect(after).to.deep.include({ id: 'holder/certificate-1', previous: digest(before), version: 6 });
    expect(play.value('version/certificate/holder/certificate-1/0000000000000005')).to.deep.equal(before);
  });
});

describe('a collection', () => {
  it('chains its entries up to its head', async () => {
    const play = await scenes.draft();
    expect(await act(play, 'draft', [holder], {}, 'holder/certificate-2')).to.equal('done');
    const entry = (number: number) => play.value(`entry/certificates/holder/000000000000000${number}`);
    const first = {
      collection: 'certificates/holder',
      number: 1,
      record: 'certificate/holder/certificate-1',
      version: 1,
    };
    expect(entry(1)).to.deep.equal(first);
    expect(entry(2)).to.deep.equal({
      ...first,
      number: 2,
      record: 'certificate/holder/certificate-2',
      previous: digest(first),
    });
    expect(play.value('collection/certificates/holder')).to.deep.equal({
      name: 'certificates/holder',
      count: 2,
      last: digest(entry(2)),
    });
  });
});

describe('a decision', () => {
  it('is not made about an action that the kind’s machine does not know', async () => {
    for (const action of ['register.close', 'calendar.burn', 'toString']) {
      const command = { ...define, action, id: 'x', participant: REGISTRY, digest: 'd', expectedVersion: 0 };
      const context = { ledger: {} as LedgerRecord, at: { tick: 4, time: MONDAY } };
      const read = () => Promise.resolve(undefined);
      const code = await decideRecord(machines.calendar, { ...command, signers: [] }, context, read).catch(
        (error: unknown) => (isQuanchengError(error) ? error.code : error),
      );
      expect(code, action).to.equal('ACTION_UNKNOWN');
    }
  });

  it('tells the result, and followers every record with its new version', async () => {
    const play = new RecordPlay(MONDAY);
    const command = {
      ...define,
      id: 'order-7',
      participant: REGISTRY,
      expectedVersion: 0,
      signers: [{ key: '0'.repeat(64) as never, participant: REGISTRY, role: 'registrar' }],
      digest: 'd'.repeat(64),
    };
    const at = { tick: 4, time: MONDAY };
    const nothing = () => Promise.resolve(undefined);
    const decision = await decideRecord(
      machines.calendar,
      command,
      { ledger: {} as LedgerRecord, at },
      nothing,
    );
    play.put(...decision.changes);
    expect(decision.outcome).to.equal('accepted');
    expect(play.version(`calendar/${calendarName}`)).to.equal(1);
    expect(decision.result).to.deep.equal({ version: 1, at });
    expect(decision.event).to.deep.equal({
      action: 'calendar.define',
      target: calendarName,
      records: [{ key: `calendar/${calendarName}`, version: 1 }],
    });
  });
});
