import {
  canonicalize,
  encodeBase64,
  isRecordStatement,
  newSigner,
  parseStatement,
  statementFromJson,
  statementKind,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { alter } from './support/alter.js';
import { testSecret } from './support/back-ends.js';
import { expectCode } from './support/expect-code.js';
import { memberPaths, objectPaths } from './support/member-paths.js';
import * as good from './support/statements.js';

const kinds = {
  document: good.document,
  'sharing-event': good.sharingEvent,
  batch: good.batch,
  command: good.command,
  'key-possession': good.keyPossession,
  genesis: good.genesis,
} as const;

const optional = {
  document: ['original/size'],
  'sharing-event': [
    'previous',
    'received',
    'reference',
    'provenance/device',
    'provenance/clockSource',
    'provenance/steps',
  ],
} as Readonly<Record<string, readonly string[]>>;

describe('statements', () => {
  for (const [kind, statement] of Object.entries(kinds)) {
    describe(kind, () => {
      it('reads back as it is', () => {
        const parsed = parseStatement(canonicalize(statement));
        expect(parsed).to.deep.equal(statement);
        expect(statementKind(parsed)).to.equal(kind);
        expect(isRecordStatement(parsed)).to.equal(kind === 'document' || kind === 'sharing-event');
      });

      it('needs each member, at every depth, but the optional ones', () => {
        for (const path of memberPaths(statement)) {
          const without = alter(statement, `/${path}`);
          if (optional[kind]?.includes(path) === true || path.startsWith('body/')) {
            expect(statementFromJson(without)).to.deep.equal(without);
          } else {
            expectCode('STATEMENT_INVALID', () => statementFromJson(without));
          }
        }
      });

      it('refuses unlisted members, at every depth but in a command’s body', () => {
        for (const path of ['', ...objectPaths(statement)]) {
          const extended = alter(statement, `${path}/unlisted`, 1);
          if (path === '/body') expect(statementFromJson(extended)).to.deep.equal(extended);
          else
            expect(expectCode('STATEMENT_INVALID', () => statementFromJson(extended)).detail).to.include(
              `${path}/unlisted`,
            );
        }
      });

      it('refuses null, numbers and lists in place of strings and objects', () => {
        for (const path of memberPaths(statement)) {
          if (path.startsWith('body')) continue;
          for (const value of [null, 1.5, [[]], true]) {
            expectCode('STATEMENT_INVALID', () => statementFromJson(alter(statement, `/${path}`, value)));
          }
        }
      });

      it('refuses an unknown schema, and the schema of another kind', () => {
        for (const schema of [
          `quancheng/${kind}/v2`,
          'toString',
          kind === 'batch' ? 'quancheng/document/v1' : 'quancheng/batch/v1',
        ]) {
          expectCode('STATEMENT_INVALID', () => statementFromJson(alter(statement, '/schema', schema)));
        }
      });

      it('refuses to be unsorted', () => {
        const reversed = JSON.stringify(Object.fromEntries(Object.entries(statement).reverse()));
        expectCode('JSON_NOT_CANONICAL', () => parseStatement(new TextEncoder().encode(reversed)));
      });
    });
  }

  describe('members', () => {
    const refused: readonly (readonly [JsonObject, string, readonly JsonValue[]])[] = [
      [good.document, '/id', ['', '-a', 'a b', 'a'.repeat(65), 'a.01', 'a.', 'a.1.2', 'a.10000', '泉']],
      [good.document, '/salt', ['', 'AAAA', base64(15), base64(65), base64(16).replace(/=+$/, '')]],
      [good.document, '/audience', ['0123', 'A'.repeat(32), 'g'.repeat(32)]],
      [good.document, '/issued', badTimes()],
      [good.document, '/actingFor', ['', 'a.b', 'a'.repeat(65)]],
      [good.document, '/title', ['', 'a'.repeat(1001), 'a\nb', 'a\u0085b', '\u007f']],
      [good.document, '/level', ['secret', 'General']],
      [good.document, '/original/commitment', ['sha256']],
      [good.document, '/original/size', [-1, '1']],
      [good.document, '/original/sha256', ['ab', 'AB'.repeat(32)]],
      [good.document, '/signers', [[]]],
      [good.document, '/signers/0/role', ['registrar', '']],
      [good.document, '/signers/0/key', ['ab']],
      [good.sharingEvent, '/consumer', [good.PROVIDER]],
      [good.sharingEvent, '/means', ['fax']],
      [good.sharingEvent, '/provenance/steps', [[], [''], new Array<string>(33).fill('a')]],
      [good.sharingEvent, '/previous', ['ab']],
      [good.batch, '/size', [0, 10_001]],
      [good.batch, '/root', ['05']],
      [good.batch, '/id', ['batch-7.0']],
      [good.command, '/id', ['command.1']],
      [
        good.command,
        '/expires',
        ['2026-11-23T08:00:00.000Z', '2026-11-23T07:00:00.000Z', '2026-12-24T08:00:00.001Z'],
      ],
      [good.command, '/expectedVersion', [-1]],
      [good.command, '/body', [[], 'x']],
      [good.command, '/signers/0/role', ['depositor']],
      [good.keyPossession, '/participant', [good.CONSUMER]],
      [good.keyPossession, '/publicKey', ['!', base64(44)]],
      [good.genesis, '/recoveryThreshold', [0, 3]],
      [good.genesis, '/tickPeriod', [0, 3601]],
      [good.genesis, '/organisations', [[]]],
      [good.genesis, '/registrar/id', ['other']],
      [good.genesis, '/organisations/0/mspId', ['org1', 'org2', 'orgX']],
    ];
    for (const [statement, path, values] of refused) {
      it(`${JSON.stringify(statement['schema'])}${path}: refuses ${values.length} bad values`, () => {
        for (const value of values) {
          const code = path === '/publicKey' && value === base64(44) ? 'KEY_MALFORMED' : 'STATEMENT_INVALID';
          expectCode(code, () => statementFromJson(alter(statement, path, value)));
        }
      });
    }

    const accepted: readonly (readonly [JsonObject, string, readonly JsonValue[]])[] = [
      [good.document, '/id', ['a', 'A_-9', 'a.0', 'a.9999', 'a'.repeat(64)]],
      [good.document, '/salt', [base64(16), base64(64)]],
      [good.document, '/title', ['a'.repeat(1000), '𠮷', ' ', '\u202e']],
      [
        good.document,
        '/issued',
        ['2024-02-29T23:59:59.999Z', '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
      ],
      [good.document, '/original/size', [0, Number.MAX_SAFE_INTEGER]],
      [good.batch, '/size', [1, 10_000]],
      [good.command, '/expires', ['2026-11-23T08:00:00.001Z', '2026-12-24T08:00:00.000Z']],
    ];
    for (const [statement, path, values] of accepted) {
      it(`${JSON.stringify(statement['schema'])}${path}: accepts the bounds`, () => {
        for (const value of values) {
          const altered = alter(statement, path, value);
          expect(statementFromJson(altered)).to.deep.equal(altered);
        }
      });
    }
  });

  it('refuses core data by a code of its own', () => {
    expectCode('LEVEL_REFUSED', () => statementFromJson(alter(good.document, '/level', 'core')));
  });

  it('signers are sorted by key, none twice, 16 at most', () => {
    const signers = Array.from({ length: 17 }, (_, index) => ({
      key: index.toString(16).padStart(64, '0'),
      participant: 'p',
      role: 'depositor',
    }));
    const withSigners = (list: JsonValue) => alter(good.document, '/signers', list);
    expect(statementFromJson(withSigners(signers.slice(0, 16)))).to.have.nested.property(
      'signers.length',
      16,
    );
    expectCode('STATEMENT_INVALID', () => statementFromJson(withSigners(signers)));
    expectCode('STATEMENT_INVALID', () => statementFromJson(withSigners([signers[1]!, signers[0]!])));
    expectCode('STATEMENT_INVALID', () => statementFromJson(withSigners([signers[0]!, signers[0]!])));
  });

  it('a key possession is signed by the key that it names, alone', () => {
    const other = newSigner('ed25519', testSecret(9)).publicKey;
    const swapped = alter(good.keyPossession, '/publicKey', encodeBase64(other.spki));
    expectCode('STATEMENT_INVALID', () => statementFromJson(swapped));
  });

  it('a genesis is signed by every administrator and the registrar, nobody else, with their keys', () => {
    const signers = good.genesis['signers'] as readonly JsonObject[];
    const keys = good.genesis['publicKeys'] as readonly string[];
    const organisations = good.genesis['organisations'] as readonly JsonObject[];
    const cases: readonly JsonObject[] = [
      alter(alter(good.genesis, '/signers', signers.slice(1)), '/publicKeys', keys.slice(1)),
      alter(good.genesis, '/publicKeys', keys.toReversed()),
      alter(good.genesis, '/publicKeys', keys.slice(1)),
      alter(good.genesis, '/publicKeys', keys.slice(0, -1)),
      alter(good.genesis, '/publicKeys', [...keys, keys[0]!]),
      alter(good.genesis, '/organisations', organisations.slice(1)),
      alter(good.genesis, '/organisations', organisations.toReversed()),
      alter(good.genesis, '/signers/0/participant', 'org9'),
      alter(good.genesis, '/registrar/key', organisations[0]!['administrator']),
    ];
    for (const statement of cases) expectCode('STATEMENT_INVALID', () => statementFromJson(statement));
  });

  it('says where the mismatch is', () => {
    const at = (statement: JsonObject) =>
      expectCode('STATEMENT_INVALID', () => statementFromJson(statement)).detail;
    expect(at(alter(good.document, '/signers/0/key', 'x'))).to.match(/^\/signers\/0\/key: expected a KeyId$/);
    expect(at(alter(good.sharingEvent, '/provenance/steps/1', ''))).to.match(/^\/provenance\/steps\/1: /);
    expect(at({ ...good.document, 'a/b~c': 1 })).to.match(/^\/a~1b~0c: /);
    expect(() => statementFromJson([])).to.throw('/schema');
  });
});

function base64(length: number): string {
  return encodeBase64(new Uint8Array(length));
}

function badTimes(): readonly string[] {
  return [
    '2026-11-23T08:00:00Z',
    '2026-11-23T08:00:00.0000Z',
    '2026-11-23T08:00:00.000+00:00',
    '2026-11-23t08:00:00.000z',
    '2026-11-23 08:00:00.000Z',
    '2026-02-29T08:00:00.000Z',
    '2026-04-31T08:00:00.000Z',
    '2026-13-01T08:00:00.000Z',
    '2026-00-01T08:00:00.000Z',
    '2026-11-23T24:00:00.000Z',
    '2026-11-23T23:60:00.000Z',
    '2016-12-31T23:59:60.000Z',
    '+002026-11-23T08:00:00.000Z',
    '２026-11-23T08:00:00.000Z',
  ];
}
