import {
  boundFields,
  canonicalize,
  fieldTreeRoot,
  openLeaves,
  parseDisclosure,
  verifyDisclosure,
  type ErrorCode,
  type FieldType,
  type JsonValue,
  type RecordStatement,
} from '@quancheng/protocol';
import {
  cellValue,
  discloseFields,
  disclosureProfile,
  findTemplate,
  formatCell,
  newTemplateMember,
  newTemplateRows,
  parseCustody,
} from '@quancheng/sdk';
import { expect } from 'chai';
import { expectCode } from '../sdk/support/expect-code.js';
import { csvOf, projectTemplates, rowsOf, templateOf } from './support/template-files.js';

const pinned = templateOf('housing-fund');
const { template } = pinned;

describe('rows of a template', () => {
  const read = (csv: string) => {
    const [header, ...rows] = csv.split('\r\n').filter((line) => line !== '');
    const reader = newTemplateRows(template, 'csv');
    reader.header(Buffer.from(header!));
    return rows.map((row) => reader.read(Buffer.from(row)));
  };
  const right = csvOf(template, [template.example]);

  for (const { template: each } of projectTemplates) {
    it(`of ${each.id} come out of a CSV as they went in`, () => {
      const [header, ...lines] = csvOf(each, rowsOf(each)).trimEnd().split('\r\n');
      const reader = newTemplateRows(each, 'csv');
      reader.header(Buffer.from(header!));
      expect(lines.map((line) => reader.read(Buffer.from(line)))).to.deep.equal(rowsOf(each));
    });
  }

  it('may have their columns in any order, titled by code or name', () => {
    const { example, fields } = template;
    const turned = [...fields].reverse();
    const header = turned.map(({ code, name }, index) => (index % 2 === 0 ? code : name.zh)).join(',');
    const row = turned.map(({ code, type }) => formatCell(example[code]!, type)).join(',');
    expect(read(`${header}\r\n${row}`)).to.deep.equal([example]);
  });

  const refused: readonly (readonly [what: string, code: ErrorCode, csv: string])[] = [
    ['an unknown column', 'ROW_FIELD_UNKNOWN', right.replace('姓名', '手机号码')],
    ['a column twice', 'ROWS_MALFORMED', right.replace('姓名', '个人账号')],
    ['a cell too few', 'ROWS_MALFORMED', right.replace(',99\r\n', '\r\n')],
    ['a quote inside a cell', 'ROWS_MALFORMED', right.replace('示例甲', '示"例"甲')],
    ['an empty cell of a field that is needed', 'ROW_FIELD_MISSING', right.replace('示例甲', '')],
    ['yuan without decimals', 'ROW_FIELD_INVALID', right.replace('81234.56', '81234')],
    ['yuan with one decimal', 'ROW_FIELD_INVALID', right.replace('81234.56', '81234.5')],
    ['yuan with a comma', 'ROW_FIELD_INVALID', right.replace('81234.56', '"81,234.56"')],
    ['a space', 'ROW_FIELD_INVALID', right.replace('81234.56', ' 81234.56')],
    ['an exponent', 'ROW_FIELD_INVALID', right.replace('81234.56', '8e4')],
    ['a negative amount', 'ROW_FIELD_INVALID', right.replace('81234.56', '-81234.56')],
  ];
  for (const [what, code, csv] of refused) {
    it(`are refused with ${what}: ${code}`, async () => {
      const error = await expectCode(code, () => read(csv));
      expect(error.message).not.to.match(/81234|示例甲|370100190001010008/);
    });
  }

  it('take an empty cell for no value, and quotes for what they hold', () => {
    const empty = right.replace(',99\r\n', ',\r\n').replace('示例甲', '"示例,""甲"""');
    const [row] = read(empty);
    expect(row).not.to.have.property('consecutive-months');
    expect(row?.['name']).to.equal('示例,"甲"');
  });

  it('of NDJSON are refused with a name twice, and if they are no objects', async () => {
    const reader = newTemplateRows(template, 'ndjson');
    const text = JSON.stringify(template.example);
    expect(reader.read(Buffer.from(text))).to.deep.equal(template.example);
    const twice = text.replace('{', '{"balance":1,');
    await expectCode('ROWS_MALFORMED', () => reader.read(Buffer.from(twice)));
    await expectCode('ROWS_MALFORMED', () => reader.read(Buffer.from('[]')));
    const error = await expectCode('ROW_FIELD_INVALID', () =>
      reader.read(Buffer.from(text.replace('8123456', '8123456.5'))),
    );
    expect(error.detail).to.match(/^row 4: \/balance: /);
  });
});

describe('cells', () => {
  const yuan: FieldType = {
    kind: 'integer',
    least: -9e15,
    most: 9e15,
    unit: '分',
    written: { unit: '元', scale: 2 },
  };
  const count: FieldType = { kind: 'integer', least: 0, most: 9, unit: '个' };
  const cases: readonly (readonly [string, FieldType, JsonValue])[] = [
    ['0.00', yuan, 0],
    ['0.07', yuan, 7],
    ['-1.10', yuan, -110],
    // Binary floating point would make 113999 of it.
    ['1140.00', yuan, 114000],
    ['90071992547409.91', yuan, 9007199254740991],
    ['90071992547409.92', yuan, '90071992547409.92'],
    ['-0.00', yuan, '-0.00'],
    ['01.00', yuan, '01.00'],
    ['.50', yuan, '.50'],
    ['5', count, 5],
    ['5.', count, '5.'],
    ['5.0', count, '5.0'],
    ['+5', count, '+5'],
    ['是', { kind: 'boolean' }, true],
    ['false', { kind: 'boolean' }, false],
    ['0', { kind: 'boolean' }, '0'],
    ['1;2', { kind: 'list', most: 2, of: count }, [1, 2]],
  ];
  for (const [cell, type, value] of cases) {
    it(`${cell} is ${JSON.stringify(value)}`, () => {
      expect(cellValue(cell, type)).to.deep.equal(value);
    });
  }
});

describe('a template’s commitments', () => {
  const key = Buffer.alloc(32, 1);
  const context = {
    ledger: '0123456789abcdef0123456789abcdef',
    participant: '91370100MA3CQ00008',
    record: 'r-1.0',
    template: pinned.sha256,
  };
  const leaves = openLeaves(template, template.example, key);

  it('are over every field that is not public, given or not, each under a salt of its own', () => {
    const { 'consecutive-months': months, ...short } = template.example;
    expect(months).to.equal(99);
    const without = openLeaves(template, short, key);
    expect(without).to.have.length(leaves.length).and.to.have.length(boundFields(template).length);
    expect(without.at(-1)).to.deep.include({ field: 'consecutive-months', value: null });
    expect(new Set(leaves.map(({ salt }) => salt)).size).to.equal(leaves.length);
  });

  it('change with every part of their context, the key and each value', () => {
    const root = fieldTreeRoot(context, leaves);
    const changes = [
      ...Object.keys(context).map((name) => ({ ...context, [name]: `${'f'.repeat(31)}e` })),
    ].map((other) => fieldTreeRoot(other, leaves));
    const otherKey = fieldTreeRoot(context, openLeaves(template, template.example, Buffer.alloc(32, 2)));
    const otherValue = fieldTreeRoot(context, openLeaves(template, { ...template.example, base: 1 }, key));
    expect(new Set([root, otherKey, otherValue, ...changes]).size).to.equal(3 + changes.length);
  });

  it('need a key unless all fields are public', async () => {
    const signers = [{ key: '0'.repeat(64), participant: context.participant, role: 'depositor' }];
    const row = { ledger: context.ledger, signers, id: context.record };
    await expectCode('PLAIN_DIGEST_REFUSED', () =>
      newTemplateMember(pinned, template.example, undefined, row),
    );
    const open = templateOf('public-resource-trading');
    const member = newTemplateMember(open, open.template.example, undefined, row);
    expect(member).not.to.have.property('committed');
    expect(member.public).to.deep.equal(open.template.example);
  });

  describe('opened', () => {
    const statement = {
      schema: 'quancheng/sharing-event/v1',
      audience: context.ledger,
      id: context.record,
      signers: [{ key: '0'.repeat(64), participant: context.participant, role: 'depositor' }],
      template: {
        id: template.id,
        version: template.version,
        sha256: pinned.sha256,
        sm3: pinned.sm3,
        public: {},
        committed: { count: leaves.length, root: fieldTreeRoot(context, leaves) },
      },
    } as unknown as RecordStatement;
    const kept = { statement, row: template.example, key };

    it('lead to the root, whichever fields are chosen', () => {
      const committed = template.fields.filter(({ disclosure }) => disclosure === 'committed');
      for (const { code } of committed) {
        const disclosure = parseDisclosure(discloseFields(pinned, kept, [code]));
        expect(disclosure.fields.map(({ field, value }) => [field, value])).to.deep.equal([
          [code, template.example[code]],
        ]);
        expect(() => verifyDisclosure(disclosure, statement)).not.to.throw();
      }
    });

    const refused: readonly (readonly [what: string, code: ErrorCode, open: () => unknown])[] = [
      ['a retained field', 'FIELD_NOT_DISCLOSABLE', () => discloseFields(pinned, kept, ['identity-number'])],
      ['a public field', 'FIELD_NOT_DISCLOSABLE', () => discloseFields(pinned, kept, ['month'])],
      ['no field', 'FIELD_NOT_DISCLOSABLE', () => discloseFields(pinned, kept, [])],
      ['an unknown recipient', 'FIELD_NOT_DISCLOSABLE', () => disclosureProfile(template, 'press')],
      [
        'another row',
        'CUSTODY_MISMATCH',
        () => discloseFields(pinned, { ...kept, row: { ...kept.row, base: 1 } }, ['base']),
      ],
      [
        'another key',
        'CUSTODY_MISMATCH',
        () => discloseFields(pinned, { ...kept, key: Buffer.alloc(32, 2) }, ['base']),
      ],
      [
        'another template',
        'TEMPLATE_UNKNOWN',
        () => discloseFields(templateOf('health-report'), kept, ['sex']),
      ],
      ['a custody file that is none', 'DISCLOSURE_MALFORMED', () => parseCustody(canonicalize({}))],
      ['a disclosure that is none', 'DISCLOSURE_MALFORMED', () => parseDisclosure(Buffer.from('{'))],
      [
        'a template that is not there',
        'TEMPLATE_NOT_FOUND',
        () => findTemplate(projectTemplates, 'housing-fund@9'),
      ],
    ];
    for (const [what, code, open] of refused) {
      it(`not with ${what}: ${code}`, () => expectCode(code, open));
    }

    it('fit no other record, participant, ledger or template', () => {
      const disclosure = parseDisclosure(discloseFields(pinned, kept, ['base']));
      const others: readonly Partial<RecordStatement>[] = [
        { id: 'r-1.1' as RecordStatement['id'] },
        { audience: 'f'.repeat(32) as RecordStatement['audience'] },
        { signers: [{ ...statement.signers[0]!, participant: 'other' as never }] },
        { template: { ...statement.template!, sha256: 'f'.repeat(64) } },
        { template: { ...statement.template!, committed: { count: 15, root: 'f'.repeat(64) } } },
      ];
      for (const change of others) {
        const other = { ...statement, ...change } as RecordStatement;
        expect(() => verifyDisclosure(disclosure, other)).to.throw('[DISCLOSURE_MISMATCH]');
        // Renamed to fit, its leaves still lead elsewhere.
        const renamed = {
          ...disclosure,
          ledger: other.audience,
          record: other.id,
          participant: other.signers[0]!.participant,
          template: { ...disclosure.template, sha256: other.template!.sha256 },
        };
        expect(() => verifyDisclosure(renamed, other)).to.throw('[DISCLOSURE_MISMATCH]');
      }
    });
  });
});
