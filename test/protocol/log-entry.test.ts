import {
  canonicalize,
  entryFromJson,
  entryLeafHash,
  formatEntry,
  formatPromise,
  leafHash,
  parseEntry,
  parsePromise,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { alter } from './support/alter.js';
import { expectCode } from './support/expect-code.js';
import { LEDGER } from './support/statements.js';

const entry: JsonObject = {
  schema: 'quancheng/entry/v1',
  kind: 'document',
  sha256: '01'.repeat(32),
  sm3: '02'.repeat(32),
  envelope: '03'.repeat(32),
  received: '2026-11-23T08:00:01.234Z',
};
const promise: JsonObject = {
  schema: 'quancheng/promise/v1',
  audience: LEDGER,
  origin: 'log.example/evidence',
  first: 7,
  size: 1,
  received: '2026-11-23T08:00:01.234Z',
  includedBy: '2026-11-23T09:00:01.234Z',
  leaf: '04'.repeat(32),
};
const batch = { envelope: '05'.repeat(32), root: '06'.repeat(32) };
const withoutLeaf = alter(promise, '/leaf');
const batchPromise: JsonObject = { ...withoutLeaf, size: 10_000, batch };

describe('log entry', () => {
  it('reads back, with and without its place in a batch', () => {
    for (const each of [entry, { ...entry, member: 0 }, { ...entry, member: 9999, kind: 'sharing-event' }]) {
      const bytes = canonicalize(each);
      const parsed = parseEntry(bytes);
      expect(parsed).to.deep.equal(each);
      expect(formatEntry(parsed)).to.deep.equal(bytes);
      expect(entryLeafHash(parsed)).to.deep.equal(leafHash(bytes));
    }
  });

  it('refuses missing, further and bad members', () => {
    for (const name of Object.keys(entry)) {
      expectCode('STATEMENT_INVALID', () => entryFromJson(alter(entry, `/${name}`)));
    }
    const bad: readonly (readonly [string, JsonValue])[] = [
      ['/schema', 'quancheng/entry/v2'],
      ['/kind', 'batch'],
      ['/sha256', '01'],
      ['/member', -1],
      ['/member', 10_000],
      ['/member', null],
      ['/received', '2026-11-23'],
      ['/signer', 'x'],
    ];
    for (const [path, value] of bad)
      expectCode('STATEMENT_INVALID', () => entryFromJson(alter(entry, path, value)));
    expectCode('JSON_NOT_CANONICAL', () => parseEntry(new TextEncoder().encode(JSON.stringify(entry))));
  });
});

describe('promise', () => {
  it('reads back, for a record and for a batch', () => {
    for (const each of [promise, batchPromise, { ...batchPromise, size: 1 }]) {
      const bytes = canonicalize(each);
      expect(parsePromise(bytes)).to.deep.equal(each);
      expect(formatPromise(parsePromise(bytes))).to.deep.equal(bytes);
    }
  });

  it('refuses both or neither of leaf and batch, and bad members', () => {
    const bad: readonly JsonObject[] = [
      withoutLeaf,
      { ...promise, batch },
      { ...promise, size: 2 },
      { ...promise, size: 0 },
      { ...batchPromise, size: 10_001 },
      { ...promise, first: -1 },
      { ...promise, first: Number.MAX_SAFE_INTEGER },
      { ...promise, includedBy: '2026-11-23T08:00:01.233Z' },
      { ...promise, origin: '/log' },
      { ...promise, origin: 'a'.repeat(201) },
      { ...promise, origin: '' },
      { ...promise, audience: '' },
      { ...promise, extra: 1 },
      { ...batchPromise, batch: { ...batch, extra: 1 } },
      { ...batchPromise, batch: { root: batch.root } },
    ];
    for (const each of bad) expectCode('STATEMENT_INVALID', () => parsePromise(canonicalize(each)));
    for (const name of Object.keys(promise)) {
      expectCode('STATEMENT_INVALID', () => parsePromise(canonicalize(alter(promise, `/${name}`))));
    }
  });
});
