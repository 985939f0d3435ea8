import {
  canonicalize,
  encodeHex,
  sha256,
  type ErrorCode,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import { verifyAsOf, verifyCollection, verifyVersions } from '@quancheng/verifier';
import { expect } from 'chai';
import { codeOf } from '../support/evidence/codes.js';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { buildRead } from '../support/evidence/read-builder.js';
import { newTestLedger, type TestLedger } from '../support/evidence/test-ledger.js';

// What organisations that endorse a broken state would say: the chains show it, whoever signs.
const NAME = 'bank/c1';
const RECORD = `consent/${NAME}`;
const COLLECTION = `uses/${NAME}`;
const padded = (number: number): string => String(number).padStart(16, '0');
const versionKey = (number: number): string => `version/${RECORD}/${padded(number)}`;
const entryKey = (number: number): string => `entry/${COLLECTION}/${padded(number)}`;
const digestOf = (value: JsonValue): string => encodeHex(sha256(canonicalize(value)));
const ticks = ['tick/0', 'tick/1', 'tick/2'];

const consortium = newTestConsortium();

/** Three versions, one a tick, and three entries. */
function newHistory(): TestLedger {
  const state = newTestLedger();
  state.put('ledger', { ledger: 'x' });
  let version: JsonObject | undefined;
  let entry: JsonObject | undefined;
  for (let number = 1; number <= 3; number += 1) {
    const tick = state.advance();
    const before = version;
    version = {
      id: NAME,
      status: 'active',
      version: number,
      at: { tick: tick.number, time: tick.time },
      command: '0'.repeat(64),
      fields: ['a'],
      ...(before === undefined ? {} : { previous: digestOf(before) }),
    };
    entry = {
      collection: COLLECTION,
      number,
      record: `use/bank/u${number}`,
      version: 1,
      ...(entry === undefined ? {} : { previous: digestOf(entry) }),
    };
    if (before !== undefined) state.put(versionKey(number - 1), before);
    state.put(RECORD, version);
    state.put(entryKey(number), entry);
    state.put(`collection/${COLLECTION}`, { name: COLLECTION, count: number, last: digestOf(entry) });
  }
  for (let number = 0; number < 3; number += 1) state.advance();
  return state;
}

const read = (state: TestLedger, ...keys: readonly string[]): Uint8Array =>
  buildRead(consortium, state, { keys: [...ticks, ...keys] });
const versionsIn = (state: TestLedger) =>
  verifyVersions([read(state, RECORD, ...[1, 2].map(versionKey))], consortium.root, RECORD);
const entriesIn = (state: TestLedger) =>
  verifyCollection(
    [read(state, `collection/${COLLECTION}`, ...[1, 2, 3].map(entryKey))],
    consortium.root,
    COLLECTION,
  );

/** The history with one value changed. */
function changed(key: string, change: JsonObject | undefined): TestLedger {
  const state = newHistory();
  const written = state.get(key)!;
  state.replace(key, change && { ...written, value: { ...(written.value as JsonObject), ...change } });
  return state;
}

const expectCode = (code: ErrorCode, action: () => unknown, name?: string): void => {
  expect(codeOf(action), name).to.equal(code);
};

describe('proven histories', () => {
  it('are whole', () => {
    const { versions, asOf } = versionsIn(newHistory());
    expect(versions.map(({ version }) => version)).to.deep.equal([1, 2, 3]);
    expect(asOf.number).to.equal(6);
    expect(entriesIn(newHistory()).entries.map(({ record }) => record)).to.deep.equal([
      'use/bank/u1',
      'use/bank/u2',
      'use/bank/u3',
    ]);
  });

  const brokenVersions: readonly (readonly [string, string, JsonObject | undefined])[] = [
    ['a version that is gone', versionKey(2), undefined],
    ['an altered member', versionKey(2), { fields: ['b'] }],
    ['another number', versionKey(2), { version: 4 }],
    ['another record’s version', versionKey(1), { id: 'bank/c2' }],
    ['a first version that follows another', versionKey(1), { previous: '0'.repeat(64) }],
    ['another predecessor', versionKey(2), { previous: '0'.repeat(64) }],
    ['a newest version with another predecessor', RECORD, { previous: '0'.repeat(64) }],
    ['a newest version that is another record’s', RECORD, { id: 'bank/c2' }],
    ['a newest version that is not the next', RECORD, { version: 2 }],
  ];
  for (const [name, key, change] of brokenVersions) {
    it(`do not come from ${name}`, () =>
      expectCode('HISTORY_BROKEN', () => versionsIn(changed(key, change))));
  }

  it('do not come from times that fall', () => {
    const state = newHistory();
    const at = { tick: 0, time: '2026-11-23T08:00:00.000Z' };
    const last = { ...(state.get(RECORD)!.value as JsonObject), at };
    state.replace(RECORD, { value: last, version: [9, 0] });
    expectCode('HISTORY_BROKEN', () => versionsIn(state));
  });

  const brokenEntries: readonly (readonly [string, string, JsonObject | undefined])[] = [
    ['an entry that is gone', entryKey(2), undefined],
    ['an altered entry', entryKey(1), { record: 'use/bank/u9' }],
    ['an altered last entry', entryKey(3), { record: 'use/bank/u9' }],
    ['another number', entryKey(2), { number: 3 }],
    ['another collection’s entry', entryKey(2), { collection: 'uses/bank/c2' }],
    ['a first entry that follows another', entryKey(1), { previous: '0'.repeat(64) }],
    ['another collection’s head', `collection/${COLLECTION}`, { name: 'uses/bank/c2' }],
    ['a head that counts fewer', `collection/${COLLECTION}`, { count: 2 }],
  ];
  for (const [name, key, change] of brokenEntries) {
    it(`do not come from ${name}`, () => expectCode('HISTORY_BROKEN', () => entriesIn(changed(key, change))));
  }

  it('do not come from values of another form', () => {
    expectCode('READ_MALFORMED', () => versionsIn(changed(versionKey(2), { at: 'yesterday' })));
    expectCode('READ_MALFORMED', () => entriesIn(changed(entryKey(2), { note: 'x' })));
  });
});

describe('a record as of a moment', () => {
  const state = newHistory();
  const timeAt = (number: number): string =>
    new Date(Date.parse('2026-11-23T08:00:00.000Z') + number * 10_000).toISOString();
  const ask = (moment: string, ...keys: readonly string[]) =>
    verifyAsOf([read(state, RECORD, ...keys)], consortium.root, { record: RECORD, moment });

  it('is the version before the next one', () => {
    expect(ask(timeAt(1), versionKey(1), versionKey(2)).version).to.include({ version: 1 });
    expect(ask(timeAt(1.5), versionKey(1), versionKey(2)).version).to.include({ version: 1 });
    expect(ask(timeAt(2), versionKey(2), versionKey(3)).version).to.include({ version: 2 });
    expect(ask(timeAt(0.5), versionKey(1), versionKey(2)).version).to.equal(undefined);
  });

  it('is the newest, where the tick before the last is after the moment', () => {
    expect(ask(timeAt(4.9), versionKey(3), versionKey(4)).version).to.include({ version: 3 });
    expectCode('AS_OF_UNPROVEN', () => ask(timeAt(5), versionKey(3), versionKey(4)));
  });

  it('does not follow from periods alone: where ticks paused, something may still come', () => {
    const paused = newHistory();
    paused.advance(3_600_000);
    const moment = timeAt(7);
    const reads = [read(paused, RECORD, versionKey(3), versionKey(4))];
    expectCode('AS_OF_UNPROVEN', () => verifyAsOf(reads, consortium.root, { record: RECORD, moment }));
    paused.advance();
    const later = [read(paused, RECORD, versionKey(3), versionKey(4))];
    expect(verifyAsOf(later, consortium.root, { record: RECORD, moment }).version).to.include({ version: 3 });
  });

  it('does not follow without the ticks, the successor, or a true chain', () => {
    const without = buildRead(consortium, state, { keys: [RECORD, versionKey(3), versionKey(4)] });
    const question = { record: RECORD, moment: timeAt(4) };
    expectCode('AS_OF_UNPROVEN', () => verifyAsOf([without], consortium.root, question));
    expectCode('AS_OF_UNPROVEN', () => ask(timeAt(1.5), versionKey(1)));
    expectCode('AS_OF_UNPROVEN', () => ask(timeAt(1.5), versionKey(1), versionKey(3)));
    expectCode('AS_OF_UNPROVEN', () => ask(timeAt(1.5)));
    const forged = changed(versionKey(2), { previous: '0'.repeat(64) });
    const reads = [read(forged, RECORD, versionKey(1), versionKey(2))];
    expectCode('HISTORY_BROKEN', () =>
      verifyAsOf(reads, consortium.root, { record: RECORD, moment: timeAt(1.5) }),
    );
  });

  it('that never was is not there, once that is settled', () => {
    const none = newTestLedger();
    none.put('ledger', { ledger: 'x' });
    for (let number = 0; number < 4; number += 1) none.advance();
    const reads = [read(none, RECORD, versionKey(1))];
    const at = (moment: string) => () => verifyAsOf(reads, consortium.root, { record: RECORD, moment });
    expect(at(timeAt(2))().version).to.equal(undefined);
    expectCode('AS_OF_UNPROVEN', at(timeAt(3)));
  });
});
