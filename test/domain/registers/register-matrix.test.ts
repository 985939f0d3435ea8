import { machines } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import {
  calendar,
  calendarName,
  MONDAY,
  registerSettings,
  REGISTRY,
} from '../certificates/certificate-fixtures.js';
import { describeMatrix } from '../support/describe-matrix.js';
import { RecordPlay, type Who } from '../support/record-play.js';
import { calendars, registers } from './register-table.js';

const registrar: Who = `registrar:${REGISTRY}`;
const register = `${REGISTRY}/products`;
const definition = { type: 'product', ...registerSettings };

const signers: Readonly<Record<string, readonly Who[]>> = {
  registrar: [registrar],
  'another registrar': ['registrar:registry-2'],
  'registrar for itself': [`participant:${REGISTRY}`],
  stranger: ['participant:stranger'],
  'two registrars': [registrar, 'registrar:registry-2'],
};

const bodies: Readonly<Record<string, JsonObject>> = {
  'calendar.define': calendar,
  'calendar.change': { ...calendar, holidays: [] },
  'register.define': definition,
  'register.change': { ...registerSettings, noticeDays: 15 },
  'register.close': {},
};

async function played(...actions: readonly string[]): Promise<RecordPlay> {
  const play = new RecordPlay(MONDAY);
  for (const action of actions) {
    const target = action.startsWith('calendar') ? calendarName : register;
    await play.must({ action, target, body: bodies[action]!, by: [registrar] });
  }
  return play;
}

const body = (action: string): JsonObject => bodies[action]!;

describeMatrix(
  'calendars, against the table of the specification',
  { ...calendars, signers },
  {
    machine: machines.calendar,
    target: calendarName,
    scenes: { absent: () => played(), 'in-force': () => played('calendar.define') },
    body,
  },
);

describeMatrix(
  'registers, against the table of the specification',
  { ...registers, signers },
  {
    machine: machines.register,
    target: register,
    scenes: {
      absent: () => played('calendar.define'),
      'in-force': () => played('calendar.define', 'register.define'),
      closed: () => played('calendar.define', 'register.define', 'register.close'),
    },
    body,
  },
);

const offsets = (...all: number[]): JsonObject[] => all.map((utcOffset) => ({ utcOffset }));
const types = (...all: string[]): JsonObject[] => all.map((type) => ({ type }));
const noticeDays = (...all: number[]): JsonObject[] => all.map((count) => ({ noticeDays: count }));
const validityDays = (...all: number[]): JsonObject[] => all.map((count) => ({ validityDays: count }));
const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `n${String(index).padStart(2, '0')}`);
/** So many days, sorted. */
const days = (count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
  );

describe('registers and calendars', () => {
  const order = async (action: string, change: JsonObject) => {
    const play = await played(
      'calendar.define',
      ...(action === 'register.change' ? ['register.define'] : []),
    );
    const target = action.startsWith('calendar') ? `${REGISTRY}/other` : register;
    return play.order({ action, target, body: { ...bodies[action]!, ...change }, by: [registrar] });
  };

  it('are refused in any other form', async () => {
    const forms: readonly (readonly [action: string, JsonObject])[] = [
      ['calendar.define', { from: '2027-01-02', to: '2027-01-01' }],
      ['calendar.define', { holidays: ['2027-01-02', '2027-01-01'] }],
      ['calendar.define', { workdays: ['2027-02-30'] }],
      ['calendar.define', { utcOffset: 15 * 60 }],
      ['register.define', { type: 'other' }],
      ['register.define', { registrars: [] }],
      ['register.define', { registrars: ['b', 'a'] }],
      ['register.define', { requiredFields: ['price'] }],
      ['register.define', { requiredFields: ['sample', 'algorithm'] }],
      ['register.define', { vocabularies: [] }],
      ['register.define', { vocabularies: ['b', 'a'] }],
      ['register.define', { validityDays: 0 }],
      ['register.define', { noticeDays: -1 }],
      ['register.change', { type: 'product' }],
    ];
    for (const [action, change] of forms) {
      expect(await order(action, change), JSON.stringify(change)).to.equal('COMMAND_BODY_INVALID');
    }
    expect(await order('calendar.define', { from: '2027-01-01', to: '2027-01-01' })).to.equal('done');
  });

  it('are taken up to their bounds and not beyond', async () => {
    const bounds: readonly (readonly [
      action: string,
      within: readonly JsonObject[],
      beyond: JsonObject[],
    ])[] = [
      ['calendar.define', offsets(-720, 840), offsets(-721, 841)],
      ['calendar.define', [{ holidays: days(2000), workdays: days(2000) }], [{ holidays: days(2001) }]],
      ['register.define', types('resource', 'asset', 'product', 'data-ip'), types('data')],
      ['register.define', noticeDays(0, 36_500), noticeDays(-1, 36_501)],
      [
        'register.define',
        [{ priorityDays: 1 }, { priorityDays: 365 }],
        [{ priorityDays: 0 }, { priorityDays: 366 }],
      ],
      ['register.define', validityDays(1, 36_500), validityDays(0, 36_501)],
      ['register.define', [{ registrars: names(1) }, { registrars: names(32) }], [{ registrars: names(33) }]],
      [
        'register.define',
        [{ vocabularies: names(1) }, { vocabularies: names(32) }],
        [{ vocabularies: names(33) }],
      ],
      [
        'register.define',
        [{ requiredFields: ['algorithm', 'notary', 'sample'] }],
        [{ requiredFields: ['sample', 'sample'] }],
      ],
    ];
    for (const [action, within, beyond] of bounds) {
      for (const change of within)
        expect(await order(action, change), JSON.stringify(change)).to.equal('done');
      for (const change of beyond) {
        expect(await order(action, change), JSON.stringify(change)).to.equal('COMMAND_BODY_INVALID');
      }
    }
  });

  it('count by a calendar that there is', async () => {
    for (const action of ['register.define', 'register.change']) {
      expect(await order(action, { calendar: `${REGISTRY}/none` })).to.equal('REFERENCE_UNKNOWN');
    }
  });

  it('keep what they were told, and a register its type', async () => {
    const play = await played('calendar.define', 'register.define', 'register.change');
    expect(play.value(`calendar/${calendarName}`)).to.deep.include(calendar);
    expect(play.value(`register/${register}`)).to.deep.include({ ...definition, noticeDays: 15, version: 2 });
    await play.must({ action: 'register.close', target: register, body: {}, by: [registrar] });
    expect(play.value(`register/${register}`)).to.deep.include({ noticeDays: 15, status: 'closed' });
    const changed = await played('calendar.define', 'calendar.change');
    expect(changed.value(`calendar/${calendarName}`)).to.deep.include({ ...calendar, holidays: [] });
  });
});
