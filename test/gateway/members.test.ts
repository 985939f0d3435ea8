import { entriesAt, entriesOf, readMembers } from '@quancheng/gateway';
import {
  assertBatchMember,
  batchRoot,
  canonicalize,
  encodeHex,
  formatCanonical,
  formatEntry,
  isQuanchengError,
  isRecordStatement,
  parseEntry,
  parseStatement,
  statementDigests,
  statementKind,
  type BatchStatement,
  type JsonObject,
  type JsonValue,
  type RecordStatement,
} from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { edited, pathsOf, replaced } from './support/altered-members.js';
import { documentStatement, joinLines } from './support/records.js';

const ENVELOPE = 'ab'.repeat(32);
type Make = (index: number, change?: JsonObject) => JsonObject;

const RECEIVED = '2026-11-23T08:00:01.234Z';

function document(index: number, change: JsonObject = {}): JsonObject {
  return documentStatement(`batch.${index}`, { issued: RECEIVED, ...change });
}

function sharingEvent(index: number, change: JsonObject = {}): JsonObject {
  const { title, ...common } = document(index);
  return {
    ...common,
    custodian: title!,
    schema: 'quancheng/sharing-event/v1',
    provider: '11370100MB28400007',
    consumer: '91370100MA3CQ00008',
    catalogue: '道路',
    purpose: '规划',
    means: 'api',
    sent: RECEIVED,
    received: RECEIVED,
    reference: { sha256: 'cd'.repeat(32), sm3: 'ef'.repeat(32) },
    ...change,
  };
}

describe('members of a batch', function () {
  this.timeout(120_000);

  it('give the entries that protocol formats', () => {
    const members = [
      document(0),
      sharingEvent(1),
      sharingEvent(2),
      document(3),
      document(4, { title: '"引号"' }),
    ].map(canonicalize);
    const entries = [...entriesOf(entriesAt(read(members), RECEIVED))];
    expect(entries).to.have.length(members.length);
    for (const [index, payload] of members.entries()) {
      const entry = parseEntry(entries[index]!);
      expect(formatEntry(entry)).to.deep.equal(new Uint8Array(entries[index]!));
      const kind = statementKind(parseStatement(payload));
      expect(entry).to.deep.equal({
        schema: 'quancheng/entry/v1',
        kind,
        envelope: ENVELOPE,
        member: index,
        received: RECEIVED,
        ...statementDigests(payload),
      });
    }
  });

  it('are judged as each by itself, whatever a member’s value is', () => {
    const values: JsonValue[] = [
      ...[
        '',
        'x',
        '北京',
        'é',
        '\u007f',
        '\u0085',
        '\ufeff',
        '\u2028',
        '\ud83d\ude00',
        'a"b',
        'a\\b',
        'a\u0000b',
        '\n',
        'x'.repeat(1000),
        'x'.repeat(1001),
      ],
      ...[
        '2026-11-23T08:00:00.000Z',
        '2026-02-30T08:00:00.000Z',
        '2026-11-23T08:00:00Z',
        '2026-11-23T24:00:00.000Z',
      ],
      ...['AAAAAAAAAAAAAAAAAAAAAA==', 'AAAAAAAAAAAAAAAAAAAAAB==', 'AAAA', 'AA', '='],
      ...['cd'.repeat(32), 'CD'.repeat(32), 'cd'.repeat(31)],
      ...[
        0,
        1,
        -1,
        12,
        9007199254740991,
        null,
        true,
        {},
        [],
        ['x'],
        'core',
        'general',
        'hmac',
        'digest',
        'api',
      ],
    ];
    let accepted = 0;
    for (const make of [document, sharingEvent]) {
      for (const lead of leads) {
        const leading = lead(make);
        const member = make(leading.length);
        for (const path of pathsOf(member)) {
          for (const value of values)
            accepted += Number(compare(leading, formatCanonical(replaced(member, path, value))));
        }
      }
    }
    expect(accepted).to.be.greaterThan(600);
  });

  it('are judged as each by itself, whatever is done to their bytes', () => {
    const edits = fc.array(
      fc.record({
        place: fc.nat(),
        kind: fc.constantFrom('flip', 'insert', 'remove', 'double'),
        byte: fc.nat(255),
        length: fc.integer({ min: 1, max: 12 }),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(document, sharingEvent),
        fc.constantFrom(...leads),
        edits,
        (make, lead, list) => {
          const leading = lead(make);
          let bytes: Buffer = Buffer.from(canonicalize(make(leading.length)));
          for (const edit of list) bytes = edited(bytes, edit);
          if (bytes.includes(0x0a)) return;
          compare(leading, bytes);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('are judged as each by itself with numbers and strings spelt otherwise', () => {
    const spellings: readonly (readonly [RegExp, readonly string[]])[] = [
      [
        /"size":\d+/,
        [
          '"size":01',
          '"size":1.0',
          '"size":1e1',
          '"size":-0',
          '"size":-1',
          '"size":',
          '"size":9007199254740992',
          '"size":99999999999999999',
        ],
      ],
      [
        /"title":"[^"]*"/,
        [
          '"title":"\\u0041"',
          '"title":"\\/"',
          '"title":"\\ud800"',
          '"title":"a\tb"',
          '"title":"x',
          '"title":"x""',
        ],
      ],
      [
        /"id":"[^"]*"/,
        [
          ...['"id":"batch.01"', '"id":"batch.0"', '"id":"batch.1"', '"id":"batch.2"', '"id":"batch.02"'],
          ...['"id":"batch.1 "', '"id":"BATCH.1"', '"id":"batch.10"', '"id":"batch.20"', '"id":"batch."'],
        ],
      ],
      [/"audience":"[^"]*"/, [`"audience":"${'0'.repeat(32)}"`]],
      [/"level":"[^"]*"/, ['"level":"core"', '"level":"important"']],
    ];
    for (const [pattern, replacements] of spellings) {
      for (const lead of leads) {
        const leading = lead(document);
        const text = formatCanonical(document(leading.length));
        for (const replacement of replacements)
          compare(
            leading,
            text.replace(pattern, () => replacement),
          );
      }
    }
  });
});

/** Members that come before the judged one: one, or two that differ wherever members may. */
const leads = [
  (make: Make) => [make(0)],
  (make: Make) => [make(0), make(1, make === document ? varied : { ...varied, ...variedEvent })],
];

const varied: JsonObject = {
  legalBasis: '其他',
  custodian: '另一个',
  issued: '2026-11-22T07:06:05.432Z',
  provenance: { source: 'a', mechanism: 'b', collector: 'c' },
  original: {
    commitment: 'hmac',
    mediaType: 'text/csv',
    size: 7,
    sha256: '01'.repeat(32),
    sm3: '23'.repeat(32),
  },
};
const variedEvent: JsonObject = {
  catalogue: '水',
  purpose: '研究',
  sent: '2026-11-22T07:06:05.432Z',
  received: '2026-11-22T07:06:05.433Z',
  reference: { sha256: '45'.repeat(32), sm3: '67'.repeat(32) },
};

/** Holds the reading of a batch with this last member against protocol's judgement of it; whether it is accepted. */
function compare(leading: readonly JsonObject[], last: string | Uint8Array): boolean {
  const members = [...leading.map(canonicalize), Buffer.from(last)];
  const expected = outcome(() => members.forEach(judgeAlone));
  const found = outcome(() => read(members));
  expect(found, Buffer.from(last).toString()).to.equal(expected);
  return found === 'accepted';
}

function outcome(judge: () => void): string {
  try {
    judge();
    return 'accepted';
  } catch (error) {
    if (isQuanchengError(error)) return error.code;
    throw error;
  }
}

function judgeAlone(member: Uint8Array, index: number): void {
  const statement = parseStatement(member);
  expect(isRecordStatement(statement)).to.equal(true);
  assertBatchMember(
    batchOf(Array.from({ length: index + 1 }, () => member)),
    statement as RecordStatement,
    index,
  );
}

function read(members: readonly Uint8Array[]) {
  return readMembers(
    { batch: batchOf(members), envelope: ENVELOPE },
    joinLines(Buffer.from('header'), ...members),
  );
}

function batchOf(members: readonly Uint8Array[]): BatchStatement {
  const { salt, audience, signers, issued } = document(0);
  const root = encodeHex(batchRoot(members));
  return {
    schema: 'quancheng/batch/v1',
    id: 'batch',
    salt,
    audience,
    signers,
    issued,
    root,
    size: members.length,
  } as unknown as BatchStatement;
}
