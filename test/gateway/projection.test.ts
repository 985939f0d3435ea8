import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLevelProjection, type Projection, type RecordEvent, type RecordQuery } from '@quancheng/gateway';
import { isQuanchengError, type JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { newNaiveProjection } from './support/naive-projection.js';

const holders = ['a', 'b', 'ab'];
const statuses = ['draft', 'applied', 'registered'];

/** Updates of few records under few values, so that they meet often. */
const updates = fc.array(
  fc.record({
    kind: fc.constantFrom('certificate', 'consent'),
    name: fc.constantFrom('p/1', 'p/2', 'p/10', 'q/1'),
    holder: fc.constantFrom(...holders),
    status: fc.constantFrom(...statuses),
  }),
  { minLength: 1, maxLength: 60 },
);

type Update = typeof updates extends fc.Arbitrary<(infer Each)[]> ? Each : never;

/** The events that make these updates, three in a block. */
function eventsOf(list: readonly Update[]): RecordEvent[] {
  const versions = new Map<string, number>();
  return list.map(({ kind, name, holder, status }, index) => {
    const version = (versions.get(`${kind}/${name}`) ?? 0) + 1;
    versions.set(`${kind}/${name}`, version);
    const value: JsonObject =
      kind === 'certificate'
        ? { id: name, version, holder, status }
        : { id: name, version, subject: holder, status, index };
    return {
      position: { block: Math.floor(index / 3) + 1, number: (index % 3) + 1 },
      transaction: `t${index}`,
      action: `${kind}.change`,
      kind: kind,
      name,
      value,
    };
  });
}

const queries: readonly Pick<RecordQuery, 'kind' | 'filters'>[] = [
  { kind: 'certificate', filters: {} },
  ...holders.map((holder) => ({ kind: 'certificate' as const, filters: { holder } })),
  ...statuses.map((status) => ({ kind: 'consent' as const, filters: { status } })),
  { kind: 'certificate', filters: { holder: 'a', status: 'registered' } },
  { kind: 'use', filters: {} },
];

describe('the projection', function () {
  this.timeout(120_000);
  let directory: string;
  let opened = 0;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'quancheng-projection-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const openNew = (): Promise<Projection> => openLevelProjection(join(directory, String(opened++)), 'ledger');

  /** All that it can answer, in pages of two. */
  const answersOf = async (projection: Projection, events: readonly RecordEvent[]): Promise<unknown> => {
    const names = new Set(events.map(({ kind, name }) => `${kind} ${name}`));
    const found = [];
    for (const each of [...names].sort()) {
      const [kind, name] = each.split(' ') as [RecordEvent['kind'], string];
      found.push(await projection.find(kind, name), await projection.versions(kind, name, 1, 1_000));
    }
    const lists = [];
    for (const query of queries) lists.push(await listAll(projection, query));
    return {
      found,
      lists,
      events: await projection.events(undefined, 1_000),
      position: projection.position(),
    };
  };

  const listAll = async (projection: Projection, query: (typeof queries)[number]): Promise<JsonObject[]> => {
    const all: JsonObject[] = [];
    let after: number | undefined;
    do {
      const options = { ...query, accepts: () => true, limit: 2, ...(after === undefined ? {} : { after }) };
      const { records, next } = await projection.list(options);
      expect(records.length).to.be.at.most(2);
      all.push(...records);
      after = next;
    } while (after !== undefined);
    return all;
  };

  it('answers as if all events were looked through, however they are grouped', async () => {
    const property = fc.asyncProperty(updates, fc.integer({ min: 1, max: 9 }), async (list, step) => {
      const events = eventsOf(list);
      const naive = newNaiveProjection(events);
      const projection = await openNew();
      try {
        for (let from = 0; from < events.length; from += step) {
          await projection.apply(events.slice(from, from + step));
        }
        for (const query of queries) {
          expect(await listAll(projection, query)).to.deep.equal(naive.list(query));
        }
        for (const { kind, name } of events) {
          expect(await projection.find(kind, name)).to.deep.equal(naive.find(kind, name));
          expect(await projection.versions(kind, name, 1, 1_000)).to.deep.equal(naive.versions(kind, name));
        }
        expect(await projection.events(undefined, 1_000)).to.deep.equal(events);
      } finally {
        await projection.close();
      }
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('made anew equals the one that grew, wherever that one was stopped and what it is then given again', async () => {
    const events = eventsOf(fc.sample(updates, { numRuns: 1, seed: 7 })[0] ?? []);
    const whole = await openNew();
    await whole.apply(events);
    const expected = await answersOf(whole, events);
    await whole.close();
    for (let stop = 0; stop <= events.length; stop += 1) {
      const folder = join(directory, `stopped-${stop}`);
      const first = await openLevelProjection(folder, 'ledger');
      await first.apply(events.slice(0, stop));
      await first.close();
      const second = await openLevelProjection(folder, 'ledger');
      // The block in which it stopped comes again, as after a restart.
      const block = second.position()?.block ?? 0;
      await second.apply(events.filter(({ position }) => position.block >= block));
      expect(await answersOf(second, events), String(stop)).to.deep.equal(expected);
      await second.close();
    }
  });

  it('of another ledger is thrown away', async () => {
    const events = eventsOf([{ kind: 'certificate', name: 'p/1', holder: 'a', status: 'draft' }]);
    const folder = join(directory, 'one');
    const first = await openLevelProjection(folder, 'ledger');
    await first.apply(events);
    await first.close();
    const second = await openLevelProjection(folder, 'another');
    expect(second.position()).to.equal(undefined);
    expect(await second.find('certificate', 'p/1')).to.equal(undefined);
    expect(await second.events(undefined, 10)).to.deep.equal([]);
    await second.close();
  });

  it('is open once', async () => {
    const folder = join(directory, 'locked');
    const first = await openLevelProjection(folder, 'ledger');
    const error = await openLevelProjection(folder, 'ledger').catch((cause: unknown) => cause);
    expect(isQuanchengError(error, 'LOG_LOCKED')).to.equal(true);
    await first.close();
  });

  it('gives events from any of them on', async () => {
    const events = eventsOf(fc.sample(updates, { numRuns: 1, seed: 8 })[0] ?? []);
    const projection = await openNew();
    await projection.apply(events);
    for (const [index, { position }] of events.entries()) {
      expect(await projection.events(position, 1_000)).to.deep.equal(events.slice(index + 1));
    }
    await projection.close();
  });
});
