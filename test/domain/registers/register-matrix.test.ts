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

  it('count by a calendar that there is', async () => {
    for (const action of ['register.define', 'register.change']) {
      expect(await order(action, { calendar: `${REGISTRY}/none` })).to.equal('REFERENCE_UNKNOWN');
    }
  });

  it('keep what they were told, and a register its type', async () => {
    const play = await played('calendar.define', 'register.define', 'register.change');
    expect(play.value(`register/${register}`)).to.deep.include({ ...definition, noticeDays: 15, version: 2 });
    await play.must({ action: 'register.close', target: register, body: {}, by: [registrar] });
    expect(play.value(`register/${register}`)).to.deep.include({ noticeDays: 15, status: 'closed' });
    const changed = await played('calendar.define', 'calendar.change');
    expect(changed.value(`calendar/${calendarName}`)).to.deep.include({ ...calendar, holidays: [] });
  });
});
