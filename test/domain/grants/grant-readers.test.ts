import { dueOf, dueRowOf, readersOf } from '@quancheng/domain';
import { expect } from 'chai';
import { scenes } from './grant-scenes.js';
import { FROM, grantOf, TO } from './grant-stage.js';

const parties = ['grantor', 'operator'];
const begin = { what: 'term-begin', nature: 'opening', time: FROM, whose: parties };
const end = { what: 'term-end', nature: 'end', time: TO, whose: parties };
const exit = (time: string) => ({ what: 'exit', nature: 'deadline', time, whose: ['operator'] });

const due: Readonly<Partial<Record<keyof typeof scenes, readonly object[]>>> = {
  planned: [],
  'approved, provider consented': [],
  'signed, before its term': [end],
  'filed, before its term': [begin, end],
  'active, in its term': [end],
  'suspended, in its term': [end],
  renewed: [],
  expired: [exit('2029-12-31T00:00:00.000Z')],
  'expired, left': [],
  terminated: [exit('2027-03-31T00:00:00.000Z')],
  'terminated, left': [],
};

describe('of an operation grant', () => {
  for (const [scene, expected] of Object.entries(due)) {
    it(`what is due, ${scene}`, async () => {
      const value = grantOf(await scenes[scene as keyof typeof scenes]())!;
      const found = dueOf({ kind: 'grant', value }, undefined);
      expect(found).to.deep.equal(expected.map((each) => ({ ...each, isPublic: false })));
    });
  }

  it('what is due has a title in both languages', () => {
    for (const { what } of [begin, end, exit(TO)]) {
      const { en, zh } = dueRowOf('grant', what)!.title;
      expect(zh, what).to.match(/\p{Script=Han}/u);
      expect(en, what).to.match(/^[a-z]/);
    }
  });

  it('its parties and providers read the plan, and everybody what was signed', async () => {
    for (const [name, scene] of Object.entries(scenes)) {
      const value = grantOf(await scene());
      if (value === undefined) continue;
      const isPlan = ['planned', 'approved'].includes(value.status);
      const readers = isPlan ? ['grantor', 'operator', 'provider'] : 'everyone';
      expect(readersOf({ kind: 'grant', value }, {}), name).to.deep.equal(readers);
    }
  });
});
