import { expect } from 'chai';
import fc from 'fast-check';
import { ParticipantPlay } from './support/participant-play.js';
import {
  expected,
  isPossible,
  orders,
  signers,
  type Model,
  type Order,
  type Signers,
} from './participant-table.js';

/** How each state of the table is reached, by the registrar or the participant. */
const reached: Readonly<Record<string, readonly (readonly [Order, Signers])[]>> = {
  absent: [],
  'one live key': [['register', 'registrar']],
  'two live keys': [
    ['register', 'registrar'],
    ['add a new key', 'participant itself'],
  ],
  'one live, one revoked key': [
    ['register', 'registrar'],
    ['rotate a live key', 'participant itself'],
  ],
  'one live, one reported key': [
    ['register', 'registrar'],
    ['add a new key', 'registrar'],
    ['report a live key', 'participant itself'],
  ],
  'one revoked key': [
    ['register', 'registrar'],
    ['revoke a live key', 'registrar'],
  ],
  'one revoked, one reported key': [
    ['register', 'registrar'],
    ['add a new key', 'registrar'],
    ['report a live key', 'registrar'],
    ['revoke a live key', 'registrar'],
  ],
};

describe('participants and their keys, against the table of the specification', () => {
  for (const [name, steps] of Object.entries(reached)) {
    it(`every order by every signer, with ${name}`, () => {
      for (const order of orders) {
        for (const by of signers) {
          const play = new ParticipantPlay();
          for (const step of steps) play.give(...step);
          expectAgreement(play, order, by);
        }
      }
    });
  }

  it('any sequence of orders', () => {
    const step = fc.tuple(fc.constantFrom(...orders), fc.constantFrom(...signers));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const play = new ParticipantPlay();
        play.give('register', 'registrar');
        for (const [order, by] of steps) expectAgreement(play, order, by);
      }),
      { numRuns: 40 },
    );
  });

  it('a wrong version is refused before anything else', () => {
    for (const order of orders) {
      const play = new ParticipantPlay();
      play.give('register', 'registrar');
      play.give('rotate a live key', 'participant itself');
      if (!isPossible(play.state(), order)) continue;
      expect(play.give(order, 'another participant', { versionOffset: 1 }), order).to.equal(
        'VERSION_CONFLICT',
      );
      expect(play.give(order, 'registrar', { versionOffset: -1 }), order).to.equal('VERSION_CONFLICT');
    }
  });
});

function expectAgreement(play: ParticipantPlay, order: Order, by: Signers): void {
  const before: Model = play.state();
  if (!isPossible(before, order)) return;
  const version = play.version();
  const outcome = play.give(order, by);
  const wanted = expected(before, order, by);
  const context = `${JSON.stringify(before)}, “${order}” by ${by}`;
  if (typeof wanted === 'string') {
    expect(outcome, context).to.equal(wanted);
    expect(play.state(), context).to.deep.equal(before);
  } else {
    expect(outcome, context).to.equal('done');
    expect(play.state(), context).to.deep.equal(wanted);
    expect(play.version(), context).to.equal(version + 1);
  }
}
