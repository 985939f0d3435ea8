import {
  assertExamples,
  changed,
  isIdentityNumber,
  isVehicleNumber,
  parseTemplate,
  rowMismatch,
  type ErrorCode,
  type JsonObject,
  type PinnedTemplate,
} from '@quancheng/protocol';
import { purposeOfTemplate } from '@quancheng/domain';
import { templateJsonSchema } from '@quancheng/sdk';
import { expect } from 'chai';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { sharedFolder } from '../sdk/support/shared-folder.js';
import { projectTemplates, rowsOf, templateOf } from './support/template-files.js';

const laws = join(sharedFolder(), 'data', 'laws');

describe('the project’s templates', () => {
  it('are those of the seed pilots', () => {
    expect(projectTemplates.map(({ template }) => template.id)).to.include.members([
      'housing-fund',
      'fiscal-invoice',
      'enterprise-financing',
      'health-report',
      'public-resource-trading',
      'vehicle-registration',
      'medical-settlement',
      'data-space-contract',
      'sandbox-job',
      'compute-metering',
      'training-dataset',
      'cross-border',
    ]);
  });

  for (const { template } of projectTemplates) {
    it(`${template.id} fits its example and refuses its wrong ones, of several sorts`, () => {
      assertExamples(template);
      const codes = new Set(template.wrong.map(({ code }) => code));
      expect(codes.size).to.be.at.least(3);
      for (const row of rowsOf(template)) expect(rowMismatch(template, row)).to.equal(undefined);
    });
  }

  it('make up their persons and organisations', () => {
    for (const { template } of projectTemplates) {
      for (const { code, personal, name } of template.fields) {
        const value = template.example[code];
        if (personal !== 'identifier' || typeof value !== 'string' || !/姓名|所有人$|交款人$/.test(name.zh))
          continue;
        expect(value, `${template.id} ${code}`).to.match(/^示例/);
      }
      for (const value of Object.values(template.example)) {
        // 370100 is no code that identity numbers have, and whoever was born in 1900 is not among us.
        if (typeof value === 'string' && isIdentityNumber(value)) expect(value).to.match(/^3701001900/);
      }
    }
  });

  it('mark as law only what the texts at hand say', function () {
    if (!existsSync(laws)) {
      console.log(`      skipped: ${laws} is not there`);
      this.skip();
    }
    const texts = new Map(
      readdirSync(laws).map((name) => [name.replace(/\(.*$/, ''), readFileSync(join(laws, name), 'utf8')]),
    );
    const sources = projectTemplates.flatMap(({ template }) => [
      ...template.legalBases,
      template.retention.basis,
      ...Object.values(template.codeLists).map(({ source }) => source),
      ...template.fields.flatMap(({ source }) => source ?? []),
    ]);
    let checked = 0;
    for (const { text, standing } of sources) {
      if (standing !== 'law') continue;
      const [, law, article] = /^(\S+) (第[一二三四五六七八九十百]+条)/.exec(text) ?? [];
      expect(texts.get(law!), text).to.match(new RegExp(`^${article}`, 'm'));
      checked += 1;
    }
    expect(checked).to.be.greaterThan(20);
  });

  it('give purposes of which the sensitive fields are named', () => {
    const { fields, sensitiveFields } = purposeOfTemplate(templateOf('medical-settlement').template);
    expect(fields)
      .to.deep.equal([...fields].sort())
      .and.to.include('medical-settlement.fund-total');
    expect(sensitiveFields)
      .to.include('medical-settlement.total')
      .and.not.to.include('medical-settlement.settlement-id');
    expect(() => purposeOfTemplate(templateOf('sandbox-job').template)).to.throw('[TEMPLATE_INVALID]');
  });

  // The ajv that Fastify brings: a judge of rows that nobody here wrote.
  it('say the same in JSON Schema, as far as that can say it', () => {
    const require = createRequire(createRequire(import.meta.url).resolve('@fastify/ajv-compiler'));
    const { default: Ajv } = require('ajv/dist/2020.js') as { default: new (options: object) => AjvLike };
    const judge = new Ajv({ strict: true, allErrors: true });
    const sayable: readonly ErrorCode[] = ['ROW_FIELD_UNKNOWN', 'ROW_FIELD_MISSING', 'ROW_CODE_UNKNOWN'];
    for (const pinned of projectTemplates) {
      const accepts = judge.compile(templateJsonSchema(pinned));
      const { template } = pinned;
      for (const row of rowsOf(template)) expect(accepts(row), template.id).to.equal(true);
      for (const { change, code, reason } of template.wrong) {
        const accepted = accepts(changed(template.example, change));
        if (sayable.includes(code)) expect(accepted, `${template.id} ${reason.en}`).to.equal(false);
        if (code === 'ROW_RULE_BROKEN') expect(accepted, `${template.id} ${reason.en}`).to.equal(true);
      }
    }
  });
});

interface AjvLike {
  compile(schema: JsonObject): (row: JsonObject) => boolean;
}

describe('a template’s file', () => {
  const text = JSON.stringify(templateOf('housing-fund').template);
  const parse = (json: string): PinnedTemplate => parseTemplate(Buffer.from(json));
  const altered = (change: (template: Loose) => void): string => {
    const copy = JSON.parse(text) as Loose;
    change(copy);
    return JSON.stringify(copy);
  };

  const wrong: readonly (readonly [what: string, place: RegExp, json: () => string])[] = [
    ['no JSON', /not JSON/, () => `${text}x`],
    ['a name twice', /twice/, () => text.replace('"version":1', '"version":1,"version":2')],
    [
      'a name twice, once escaped',
      /twice/,
      () => text.replace('"version":1', '"version":1,"versio\\u006e":2'),
    ],
    ['a float', /integer/, () => text.replace('"version":1', '"version":1.5')],
    ['an unlisted member', /\/more/, () => altered((template) => (template['more'] = 1))],
    [
      'a personal field in public',
      /\/fields\/0\/disclosure/,
      () => altered(({ fields }) => (fields[0]!['personal'] = 'about')),
    ],
    ['a field twice', /\/fields/, () => altered(({ fields }) => fields.push(fields[0]!))],
    [
      'a code list that is not there',
      /\/fields\/14\/type/,
      () => altered((template) => (template['codeLists'] = {})),
    ],
    [
      'a list of lists',
      /\/fields\/0\/type\/of/,
      () => altered(({ fields }) => (fields[0]!['type'] = listOfLists)),
    ],
    ['a rule about no field', /\/rules\/0/, () => altered(({ rules }) => (rules[0]!['total'] = 'sum'))],
    ['a sum of texts', /\/rules\/0/, () => altered(({ rules }) => (rules[0]!['parts'] = ['name']))],
    [
      'a disclosure of a retained field',
      /\/disclosures\/0/,
      () => altered(({ disclosures }) => disclosures[0]!.fields.push('identity-number')),
    ],
    [
      'a purpose with no such field',
      /\/purpose/,
      () => altered(({ purpose }) => purpose.fields.push('mobile')),
    ],
    ['nobody who signs', /\/parties/, () => altered(({ parties }) => (parties[0]!['signs'] = false))],
    [
      'a document with a provider',
      /\/parties/,
      () => text.replace('"statement":"sharing-event"', '"statement":"document"'),
    ],
    ['a pattern without bound', /pattern/, () => text.replace('\\\\d{6}', '\\\\d+')],
    ['a code of no error', /\/wrong\/0\/code/, () => text.replace('"ROW_RULE_BROKEN"', '"ROW_ODD"')],
    [
      'least above most',
      /\/fields\/7\/type\/most/,
      () => altered(({ fields }) => Object.assign(fields[7]!['type'] as object, { least: 9, most: 8 })),
    ],
  ];

  for (const [what, place, json] of wrong) {
    it(`is refused with ${what}`, () => {
      expect(() => parse(json()))
        .to.throw('[TEMPLATE_INVALID]')
        .with.property('message')
        .that.matches(place);
    });
  }

  it('has one digest however it is laid out, and another for other contents', () => {
    const reordered = JSON.stringify(
      Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse()),
      null,
      7,
    );
    expect(parse(reordered).sha256).to.equal(parse(text).sha256);
    expect(parse(text.replace('"version":1', '"version":2')).sha256).not.to.equal(parse(text).sha256);
  });

  for (const [pattern, accepted] of [
    ['\\d{6}', true],
    ['[京津]?[A-Z][0-9A-HJ-NP-Z]{4,6}', true],
    ['a\\.b-c', true],
    ['[^/]{1,9}', true],
    ['(ab)', false],
    ['a|b', false],
    ['a*', false],
    ['a+', false],
    ['a{2,}', false],
    ['a{3,2}', false],
    ['[z-a]', false],
    ['.', false],
    ['^a$', false],
    ['\\w', false],
    ['\\1', false],
  ] as const) {
    it(`${accepted ? 'may' : 'may not'} have the pattern ${pattern}`, () => {
      const json = text.replace('"\\\\d{6}"', JSON.stringify(pattern));
      if (accepted) expect(() => parse(json)).not.to.throw();
      else expect(() => parse(json)).to.throw('/fields/1/type/pattern');
    });
  }
});

const listOfLists = { kind: 'list', most: 2, of: { kind: 'list', most: 2, of: { kind: 'date' } } };

interface Loose {
  [name: string]: unknown;
  readonly fields: Record<string, unknown>[];
  readonly rules: Record<string, unknown>[];
  readonly parties: Record<string, unknown>[];
  readonly disclosures: { fields: string[] }[];
  readonly purpose: { fields: string[] };
}

describe('check characters', () => {
  it('of identity numbers are those of GB 11643’s own example', () => {
    expect(isIdentityNumber('11010519491231002X')).to.equal(true);
    for (const wrong of ['110105194912310021', '11010519491231002x', '1101051949123100', '']) {
      expect(isIdentityNumber(wrong), wrong).to.equal(false);
    }
  });

  it('of vehicle numbers are those of the regulation’s example, and miss no single change', () => {
    const right = '1M8GDM9AXKP042788';
    expect(isVehicleNumber(right)).to.equal(true);
    expect(isVehicleNumber('11111111111111111')).to.equal(true);
    for (let place = 0; place < right.length; place += 1) {
      for (const digit of '0123456789') {
        const other = right.slice(0, place) + digit + right.slice(place + 1);
        const isSame = other === right || valueOf(other, place) === valueOf(right, place);
        if (place !== 8 && !isSame) expect(isVehicleNumber(other), other).to.equal(false);
      }
    }
    for (const wrong of ['1M8GDM9AXKP04278', '1M8GDM9AXKP0427I8', '1m8gdm9axkp042788']) {
      expect(isVehicleNumber(wrong), wrong).to.equal(false);
    }
  });
});

/** What a character counts for (49 CFR 565.15, table IV). */
function valueOf(text: string, place: number): number {
  const rows = ['0', '1AJ', '2BKS', '3CLT', '4DMU', '5ENV', '6FW', '7GPX', '8HY', '9RZ'];
  return rows.findIndex((row) => row.includes(text[place]!));
}
