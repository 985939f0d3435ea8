import { readOutcomes } from '@quancheng/domain';
import { isErrorCode } from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { testSigner } from '../support/evidence/test-keys.js';
import { codeOf } from './support/refusals.js';
import { envelopeList, envelopeText, newCommand } from './support/statements.js';
import { newGenesis } from './support/test-genesis.js';
import { TestLog } from './support/test-log.js';
import {
  logRegistration,
  newLogWorld,
  newPopulatedWorld,
  ORIGIN,
  registration,
  TestWorld,
} from './support/test-world.js';

const counts = { bootstrap: 1, tick: 1, execute: 2, anchor: 5, attest: 1 } as const;

/** Whatever is sent, a failure has a registered code, and leaves nothing behind. */
async function expectOrderly(world: TestWorld, args: readonly string[]): Promise<void> {
  const simulation = await world.simulate(...args);
  if (simulation.status === 200) return;
  expect(isErrorCode(codeOf(simulation)), simulation.message).to.equal(true);
  expect(simulation.writes).to.deep.equal([]);
}

/** The text with some characters cut out and others put in. */
function mutations(text: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: text.length });
  return fc
    .tuple(
      place,
      fc.nat({ max: 3 }),
      fc.oneof(fc.constantFrom('', '0', '"', '}', 'A', '\n', '\u0000'), fc.string()),
    )
    .map(([start, length, inserted]) => text.slice(0, start) + inserted + text.slice(start + length));
}

describe('hostile input', () => {
  for (const [name, count] of Object.entries(counts)) {
    it(`to ${name}: any texts`, async () => {
      const world = await newLogWorld();
      const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom('1', ORIGIN, '[]', '{}', 'null', '[{}]'));
      const args = fc.array(text, { minLength: count, maxLength: count });
      await fc.assert(
        fc.asyncProperty(args, (given) => expectOrderly(world, [name, ...given])),
        { numRuns: 60 },
      );
    });
  }

  it('to bootstrap: a genesis statement with a spoiled place', async () => {
    const genesis = envelopeText(newGenesis());
    const world = new TestWorld();
    await fc.assert(
      fc.asyncProperty(mutations(genesis), async (spoiled) => {
        fc.pre(spoiled !== genesis);
        const simulation = await world.simulate('bootstrap', spoiled);
        expect(simulation.status).to.equal(500);
        expect(isErrorCode(codeOf(simulation)), simulation.message).to.equal(true);
      }),
      { numRuns: 100 },
    );
  });

  it('to execute: commands with a spoiled place are refused, with a code, and change nothing', async () => {
    const world = await newPopulatedWorld();
    const good = envelopeList(
      [registration('91370100MA3C00001H', testSigner('newcomer')), logRegistration()].map(newCommand),
    );
    await fc.assert(
      fc.asyncProperty(mutations(good), async (spoiled) => {
        const simulation = await world.simulate('execute', '1', spoiled);
        if (simulation.status !== 200) return expectOrderly(world, ['execute', '1', spoiled]);
        const outcomes = readOutcomes(simulation.payload);
        for (const each of outcomes) {
          const isKnown = each.outcome === 'done' || ('code' in each && isErrorCode(each.code));
          expect(isKnown, JSON.stringify(each)).to.equal(true);
        }
        if (spoiled !== good) expect(outcomes.some(({ outcome }) => outcome === 'refused')).to.equal(true);
      }),
      { numRuns: 150 },
    );
  });

  it('to anchor: a note with a spoiled place is the same note or none', async () => {
    const world = await newLogWorld();
    const log = new TestLog();
    const args = ['anchor', '1', ORIGIN, '0', '[]'];
    await fc.assert(
      fc.asyncProperty(mutations(log.note(5)), async (spoiled) => {
        const simulation = await world.simulate(...args, spoiled);
        if (simulation.status === 200) {
          expect(JSON.parse(simulation.payload)).to.deep.equal({
            origin: ORIGIN,
            size: 5,
            root: log.rootHex(5),
          });
        } else {
          await expectOrderly(world, [...args, spoiled]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
