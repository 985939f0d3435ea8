import type { Priority } from '@quancheng/domain';
import { machines } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { certificateName } from '../certificates/certificate-fixtures.js';
import { certificateOf } from '../certificates/certificate-stage.js';
import { sceneAfter, scenes as certificateScenes } from '../certificates/certificate-scenes.js';
import { describeMatrix } from '../support/describe-matrix.js';
import type { RecordPlay, Who } from '../support/record-play.js';
import {
  contractSecond,
  deal,
  encumbranceOf,
  FILING_DUE as WINDOW_ENDS,
  pledgee,
  pledgeName,
  pledgeOf,
  pledgeScenes,
  pledgor,
  RIGHT,
  second,
  secondName,
  waiting,
} from './pledge-stage.js';

const priorityName = 'bank/priority-1';
const { absent } = pledgeScenes;

const reservation: JsonObject = {
  certificate: certificateName,
  right: RIGHT,
  portion: 60,
  exclusive: false,
  owner: 'bank',
};

function keep(
  play: RecordPlay,
  change: JsonObject = {},
  by: readonly Who[] = [pledgee, pledgor],
  target = priorityName,
) {
  return play.order({ action: 'priority.reserve', target, body: { ...reservation, ...change }, by });
}

function end(play: RecordPlay, action: 'withdraw' | 'lapse', by: Who = pledgee) {
  return play.order({ action: `priority.${action}`, target: priorityName, body: {}, by: [by] });
}

const priorityOf = (play: RecordPlay): Priority => play.value(`priority/${priorityName}`) as Priority;
const running = sceneAfter(absent, (play) => keep(play));
const used = sceneAfter(running, (play) =>
  deal(play, 'contract', [pledgor, pledgee], { priority: priorityName }),
);
const over = sceneAfter(running, waiting(WINDOW_ENDS));

const rows: Readonly<Record<string, readonly [to: string, by: RegExp]>> = {
  'priority.withdraw': ['withdrawn', /^lender$/],
  'priority.lapse': ['lapsed', /^(lender|holder|stranger)$/],
};

describeMatrix(
  'priority searches, against a table by hand',
  {
    statuses: ['running', 'used', 'withdrawn', 'lapsed'],
    actions: ['priority.reserve', ...Object.keys(rows)],
    signers: {
      lender: [pledgee],
      holder: [pledgor],
      stranger: ['participant:stranger'],
      'lender and holder': [pledgee, pledgor],
      'lender and stranger': [pledgee, 'participant:stranger'],
      registrar: ['registrar:registry'],
      'lender as registrar': ['registrar:bank'],
    },
    expected(scene, action, signers) {
      const [status] = scene.split(', ');
      if (action === 'priority.reserve') {
        if (status !== 'absent') return 'RECORD_EXISTS';
        if (!signers.includes('lender')) return 'RECORD_FOREIGN';
        if (signers !== 'lender and holder') return 'SIGNER_NOT_ENTITLED';
        return (
          { 'absent, frozen': 'CERTIFICATE_FROZEN', 'absent, ended': 'COLLATERAL_NOT_LIVE' }[scene] ??
          'running'
        );
      }
      if (status === 'absent') return 'RECORD_UNKNOWN';
      if (status !== 'running') return 'TRANSITION_INVALID';
      const [to, by] = rows[action]!;
      if (!by.test(signers)) return 'SIGNER_NOT_ENTITLED';
      return action === 'priority.lapse' && scene === 'running' ? 'PRIORITY_RUNNING' : to;
    },
  },
  {
    machine: machines.priority,
    target: priorityName,
    scenes: {
      absent,
      'absent, frozen': certificateScenes['registered, frozen'],
      'absent, ended': certificateScenes['registered, lapsed'],
      running,
      'running, over': over,
      used,
      withdrawn: sceneAfter(running, (play) => end(play, 'withdraw')),
      lapsed: sceneAfter(over, (play) => end(play, 'lapse', 'participant:x')),
    },
    body: (action) => (action === 'priority.reserve' ? reservation : {}),
  },
);

describe('a priority search', () => {
  it('keeps a place for ten working days, or as the register says', async () => {
    const play = await running();
    expect(priorityOf(play)).to.deep.include({ ...reservation, order: 1, until: WINDOW_ENDS });
    const { certificate, ...slot } = reservation;
    expect(encumbranceOf(play)).to.deep.include({
      status: 'encumbered',
      liens: [],
      slots: [{ priority: priorityName, ...slot, until: WINDOW_ENDS }],
    });
    expect(certificateOf(play)).to.include({ id: certificate, pledges: 0, version: 6 });
    const brief = await absent();
    const register = brief.value('register/registry/resource') as object;
    brief.put({ kind: 'register', value: { ...register, priorityDays: 2 } as never });
    await keep(brief);
    expect(priorityOf(brief).until).to.equal('2026-12-08T16:00:00.000Z');
  });

  it('is about a registered right', async () => {
    expect(await keep(await absent(), { right: '数据产品经营权' })).to.equal('RIGHT_NOT_REGISTERED');
  });

  it('gives its owner alone the place before those who came meanwhile', async () => {
    const play = await running();
    await contractSecond(play);
    expect(pledgeOf(play, secondName).order).to.equal(2);
    const mine = { priority: priorityName };
    expect(await deal(play, 'contract', [pledgor, pledgee], mine)).to.equal('done');
    expect(pledgeOf(play)).to.include({ order: 1, priority: priorityName });
    const spent = { ...reservation, status: 'used', pledge: pledgeName, version: 2, until: WINDOW_ENDS };
    expect(priorityOf(play)).to.deep.include(spent);
    expect(encumbranceOf(play).slots).to.deep.equal([]);
    const entries = [1, 2, 3, 4].map((n) =>
      play.value(`entry/pledges/${certificateName}/${String(n).padStart(16, '0')}`),
    );
    expect(entries.map((entry) => (entry as { record: string }).record)).to.deep.equal([
      `priority/${priorityName}`,
      `pledge/${secondName}`,
      `pledge/${pledgeName}`,
      `priority/${priorityName}`,
    ]);
  });

  it('keeps room, too, while its window runs', async () => {
    const play = await running();
    expect(await contractSecond(play.fork(), { portion: 41 })).to.equal('PRIORITY_RESERVED');
    expect(await contractSecond(play.fork(), { exclusive: true, portion: 1 })).to.equal('PRIORITY_RESERVED');
    expect(await deal(play.fork(), 'contract', [pledgor, pledgee])).to.equal('PRIORITY_RESERVED');
    const rival = { owner: 'bank-2', portion: 41 };
    const reserve = (change: JsonObject) =>
      keep(play.fork(), { ...rival, ...change }, [second, pledgor], 'bank-2/p');
    expect(await reserve({})).to.equal('PRIORITY_RESERVED');
    expect(await reserve({ portion: 40 })).to.equal('done');
    play.waitUntil('2026-12-18T15:59:59.999Z');
    expect(await contractSecond(play.fork(), { portion: 41 })).to.equal('PRIORITY_RESERVED');
    play.waitUntil(WINDOW_ENDS);
    expect(await contractSecond(play, { portion: 41 })).to.equal('done');
    expect(encumbranceOf(play).slots).to.deep.equal([]);
  });

  it('counts with what lies there', async () => {
    const play = await absent();
    await contractSecond(play);
    await keep(play, { portion: 40 });
    const third = (portion: number) =>
      deal(
        play.fork(),
        'contract',
        [pledgor, 'participant:bank-3'],
        { pledgee: 'bank-3', portion },
        'bank-3/p',
      );
    expect(await third(21)).to.equal('PRIORITY_RESERVED');
    expect(await third(20)).to.equal('done');
  });

  it('is its lender’s, who signs for itself', async () => {
    expect(await keep(await absent(), { owner: 'bank-2' })).to.equal('SIGNER_NOT_ENTITLED');
  });

  it('holds an increase of what lies there back', async () => {
    const play = await absent();
    await deal(play, 'contract', [pledgor, pledgee], { portion: 20 });
    await deal(play, 'register', [pledgee]);
    await deal(play, 'activate', [pledgor, pledgee]);
    await keep(play, { owner: 'bank-2' }, [second, pledgor], 'bank-2/p');
    expect(await deal(play, 'vary', [pledgor, pledgee], { portion: 30 })).to.equal('VARIATION_PREJUDICES');
    expect(await deal(play, 'vary', [pledgor, pledgee], { portion: 20 })).to.equal('done');
    expect(encumbranceOf(play).slots).to.have.lengthOf(1);
  });

  it('is refused where pledges leave no room', async () => {
    const play = await absent();
    await contractSecond(play);
    expect(await keep(play.fork(), { portion: 61 })).to.equal('COLLATERAL_EXCEEDED');
    expect(await keep(play.fork(), { exclusive: true })).to.equal('COLLATERAL_EXCLUSIVE');
    expect(await keep(play)).to.equal('done');
    expect(encumbranceOf(play).liens).to.have.lengthOf(1);
  });

  it('is used by its owner, in its window, for what it keeps', async () => {
    const play = await running();
    const use = (change: JsonObject, on = play.fork()) =>
      deal(on, 'contract', [pledgor, pledgee], { priority: priorityName, ...change });
    expect(await use({ priority: 'bank/none' })).to.equal('REFERENCE_UNKNOWN');
    expect(await use({ portion: 61 })).to.equal('PRIORITY_MISMATCH');
    expect(await use({ portion: 1 })).to.equal('done');
    const other = { priority: priorityName, pledgee: 'bank-2' };
    expect(await deal(play.fork(), 'contract', [pledgor, second], other, secondName)).to.equal(
      'PRIORITY_MISMATCH',
    );
    const names = [RIGHT, '数据加工使用权'];
    const wide = play.fork();
    wide.put({
      kind: 'certificate',
      value: { ...certificateOf(wide), rights: { vocabulary: '数据二十条', names } },
    });
    expect(await use({ right: '数据加工使用权' }, wide)).to.equal('PRIORITY_MISMATCH');
    expect(await use({}, (await over()).fork())).to.equal('PRIORITY_MISMATCH');
    expect(await use({}, (await used()).fork())).to.equal('RECORD_EXISTS');
  });

  it('leaves the others’ places when it ends', async () => {
    const play = await running();
    await keep(play, { owner: 'bank-2', portion: 40 }, [second, pledgor], 'bank-2/p');
    expect(encumbranceOf(play).slots).to.have.lengthOf(2);
    await end(play, 'withdraw');
    expect(priorityOf(play)).to.deep.include({ ...reservation, order: 1, until: WINDOW_ENDS });
    expect(encumbranceOf(play).slots.map(({ priority }) => priority)).to.deep.equal(['bank-2/p']);
    expect(encumbranceOf(play).status).to.equal('encumbered');
    const count = (play.value(`collection/pledges/${certificateName}`) as { count: number }).count;
    expect(count).to.equal(3);
  });
});
