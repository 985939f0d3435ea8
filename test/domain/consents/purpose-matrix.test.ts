import { machines } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { describeMatrix } from '../support/describe-matrix.js';
import { RecordPlay, type Who } from '../support/record-play.js';
import { PURPOSE, START } from './consent-stage.js';
import * as purposes from './purpose-table.js';

const registrar: Who = 'registrar:registry';

const profile: JsonObject = {
  title: '贷款审批',
  basis: '个人信息保护法 第六条',
  fields: ['housing-fund.balance', 'housing-fund.months'],
  sensitiveFields: ['housing-fund.balance'],
  termDays: 30,
  retentionDays: 10,
  maximumUses: 5,
  deliveryHours: 1,
  acknowledgementHours: 72,
  impactAssessment: false,
};
const bodies: Readonly<Record<string, JsonObject>> = {
  'purpose.define': profile,
  'purpose.change': { ...profile, termDays: 60, sensitiveFields: [] },
  'purpose.close': {},
};

async function played(...actions: readonly string[]): Promise<RecordPlay> {
  const play = new RecordPlay(START);
  for (const action of actions) {
    await play.must({ action, target: PURPOSE, body: bodies[action]!, by: [registrar] });
  }
  return play;
}

describeMatrix(
  'purposes, against the table of the specification',
  {
    ...purposes,
    signers: {
      registrar: [registrar],
      'another registrar': ['registrar:registry-2'],
      'registrar for itself': ['participant:registry'],
      stranger: ['participant:stranger'],
      'two registrars': [registrar, 'registrar:registry-2'],
    },
  },
  {
    machine: machines.purpose,
    target: PURPOSE,
    scenes: {
      absent: () => played(),
      'in-force': () => played('purpose.define'),
      closed: () => played('purpose.define', 'purpose.close'),
    },
    body: (action) => bodies[action]!,
  },
);

describe('purposes', () => {
  const define = (change: JsonObject) =>
    new RecordPlay(START).order({
      action: 'purpose.define',
      target: PURPOSE,
      body: { ...profile, ...change },
      by: [registrar],
    });

  it('hold what their registrar said, version by version', async () => {
    const play = await played('purpose.define', 'purpose.change', 'purpose.close');
    const version = (number: number) => play.versionOf('purpose', PURPOSE, number);
    expect(version(1)).to.deep.include({ ...profile, status: 'in-force' });
    expect(version(2)).to.deep.include({ ...bodies['purpose.change'], status: 'in-force' });
    expect(version(3)).to.deep.include({ ...bodies['purpose.change'], status: 'closed' });
  });

  it('have bounds of days, hours and uses', async () => {
    const bounds = {
      termDays: [1, 36_500],
      retentionDays: [1, 36_500],
      maximumUses: [1, 1_000_000],
      deliveryHours: [1, 8_760],
      acknowledgementHours: [1, 8_760],
    } as const;
    for (const [member, [least, most]] of Object.entries(bounds)) {
      for (const good of [least, most]) expect(await define({ [member]: good }), member).to.equal('done');
      for (const bad of [least - 1, most + 1, 1.5, '1']) {
        expect(await define({ [member]: bad }), `${member} ${bad}`).to.equal('COMMAND_BODY_INVALID');
      }
    }
    expect(await define({ impactAssessment: 'no' })).to.equal('COMMAND_BODY_INVALID');
  });

  it('name fields by codes, sorted, and sensitive ones among them', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => `field-${String(index).padStart(3, '0')}`);
    const alone = (fields: readonly string[]) => define({ fields, sensitiveFields: [] });
    expect(await alone(many(128))).to.equal('done');
    expect(await alone(many(129))).to.equal('COMMAND_BODY_INVALID');
    expect(await alone(['f'.repeat(100)])).to.equal('done');
    for (const bad of ['f'.repeat(101), 'Field', '1st', 'a..b', '.a', 'a.', '姓名', '']) {
      expect(await alone([bad]), bad).to.equal('COMMAND_BODY_INVALID');
    }
    expect(await alone([])).to.equal('COMMAND_BODY_INVALID');
    expect(await alone(['a', 'a'])).to.equal('COMMAND_BODY_INVALID');
    expect(await define({ sensitiveFields: ['other'] })).to.equal('COMMAND_BODY_INVALID');
  });
});
