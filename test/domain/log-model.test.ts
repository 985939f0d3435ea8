import { expect } from 'chai';
import fc from 'fast-check';
import {
  expectedAnchor,
  expectedRegistration,
  expectedRotation,
  type AnchorKind,
  type LogModel,
  type LogState,
  type NoteKind,
} from './log-table.js';
import { LogPlay } from './support/log-play.js';

const noteKinds: readonly NoteKind[] = (['smaller', 'same', 'larger'] as const).flatMap((size) =>
  (['own', 'forked'] as const).flatMap((tree) =>
    (['current key', 'next key', 'both keys', 'strange key'] as const).map((signedBy) => ({
      size,
      tree,
      signedBy,
    })),
  ),
);
const anchorKinds: readonly AnchorKind[] = noteKinds.flatMap((note) =>
  (['head', 'another'] as const).flatMap((old) =>
    (['right', 'wrong'] as const).map((proof) => ({ ...note, old, proof })),
  ),
);

const grow: AnchorKind = {
  size: 'larger',
  tree: 'own',
  signedBy: 'current key',
  old: 'head',
  proof: 'right',
};
const atHead: NoteKind = { size: 'same', tree: 'own', signedBy: 'both keys' };

/** How each state is reached. */
const reached: Readonly<Record<string, (play: LogPlay) => void>> = {
  'no log': () => undefined,
  'an empty log': (play) => void play.order('log.register', atHead),
  'an anchored log': (play) => {
    play.order('log.register', atHead);
    play.anchor(grow);
  },
  'a log with its second key': (play) => {
    play.order('log.register', atHead);
    play.anchor(grow);
    play.order('log.rotate', atHead);
  },
};

describe('logs and anchors, against the table of the specification', () => {
  for (const [name, reach] of Object.entries(reached)) {
    it(`every order, with ${name}`, () => {
      for (const kind of anchorKinds) expectAnchor(prepare(reach), kind);
      for (const kind of noteKinds) expectOrder(prepare(reach), 'log.register', kind);
      for (const kind of noteKinds) expectOrder(prepare(reach), 'log.rotate', kind);
    });
  }

  it('any sequence of orders', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constant(grow) },
      fc.constantFrom(...anchorKinds),
      fc.constantFrom(...noteKinds),
      fc.constant(atHead),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const play = prepare(reached['an empty log']!);
        for (const kind of steps) {
          if ('old' in kind) expectAnchor(play, kind);
          else expectOrder(play, 'log.rotate', kind);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function prepare(reach: (play: LogPlay) => void): LogPlay {
  const play = new LogPlay();
  reach(play);
  return play;
}

function expectAnchor(play: LogPlay, kind: AnchorKind): void {
  const size = play.sizeOf(kind);
  if (size === undefined) return;
  const before = play.state();
  expectAgreement(play, before, expectedAnchor(before, kind, size), play.anchor(kind), JSON.stringify(kind));
}

function expectOrder(play: LogPlay, action: 'log.register' | 'log.rotate', kind: NoteKind): void {
  if (play.sizeOf(kind) === undefined) return;
  const before = play.state();
  const wanted =
    action === 'log.register' ? expectedRegistration(before, kind) : expectedRotation(before, kind);
  expectAgreement(play, before, wanted, play.order(action, kind), `${action} ${JSON.stringify(kind)}`);
}

function expectAgreement(
  play: LogPlay,
  before: LogModel,
  wanted: LogState | string,
  outcome: string,
  order: string,
): void {
  const context = `${JSON.stringify(before)}, ${order}`;
  if (typeof wanted === 'string') {
    expect(outcome, context).to.equal(wanted);
    expect(play.state(), context).to.deep.equal(before);
  } else {
    expect(outcome, context).to.equal('done');
    expect(play.state(), context).to.deep.equal(wanted);
  }
}
