import {
  canonicalize,
  encodeUtf8,
  fieldPath,
  fieldTreeRoot,
  openLeaves,
  parseTemplate,
  sha256,
  type JsonObject,
} from '@quancheng/protocol';
import type { EvidencePackage } from '@quancheng/verifier';
import { LEDGER } from '../../support/evidence/consortium.js';
import { depositor, newStandardEvidence } from '../../support/evidence/standard-evidence.js';
import { documentStatement } from '../../support/evidence/statements.js';
import type { PackageCase } from './package-case.js';

const own = { text: '本项目自定', standing: 'own' };

/** A small template with one field of each sort. */
export const pinned = parseTemplate(
  canonicalize({
    schema: 'quancheng/template/v1',
    id: 'test-rows',
    version: 1,
    title: { en: 'Test rows', zh: '测试行' },
    subject: { en: 'One row.', zh: '一行。' },
    statement: 'document',
    level: 'general',
    legalBases: [{ text: '数据安全法 第三十八条', standing: 'law' }],
    parties: [{ party: 'actingFor', title: { en: 'depositor', zh: '存证方' }, signs: true }],
    codeLists: {},
    fields: [
      { code: 'day', name: { en: 'day', zh: '日期' }, type: { kind: 'date' }, disclosure: 'public' },
      {
        code: 'count',
        name: { en: 'count', zh: '数量' },
        type: { kind: 'integer', least: 0, most: 9, unit: '件' },
        disclosure: 'committed',
      },
      {
        code: 'person',
        name: { en: 'person', zh: '证件号码' },
        type: { kind: 'identity-number' },
        disclosure: 'retained',
        personal: 'identifier',
      },
    ],
    rules: [],
    disclosures: [],
    retention: { days: 1, basis: own },
    example: { day: '2026-11-23', count: 1, person: '370100190001010008' },
    wrong: [{ reason: { en: 'none', zh: '无' }, change: { count: 10 }, code: 'ROW_FIELD_INVALID' }],
  }),
);

const key = sha256(encodeUtf8('the key of a row'));
const context = {
  ledger: LEDGER,
  participant: depositor.participant,
  record: '2026-T',
  template: pinned.sha256,
};

/** A record of that template, and what its custodian opens of its row. */
export function templated(row: JsonObject = pinned.template.example, change: JsonObject = {}) {
  const { world } = newStandardEvidence();
  const leaves = openLeaves(pinned.template, row, key);
  const { template, sha256: digest, sm3 } = pinned;
  const member = {
    id: template.id,
    version: template.version,
    sha256: digest,
    sm3,
    public: { day: row['day'] ?? '' },
    committed: { count: leaves.length, root: fieldTreeRoot(context, leaves) },
    ...change,
  };
  const hidden = { commitment: 'hmac', mediaType: 'text/csv', sha256: '1'.repeat(64), sm3: '2'.repeat(64) };
  const statement = documentStatement(context.record, [depositor], { original: hidden, template: member });
  const deposited = world.deposit(statement, [depositor]);
  world.anchor();
  world.state.advance();
  return { evidence: (): EvidencePackage => world.packageOf(deposited), leaves };
}

/** Opens the first committed field; `change` alters what is handed over. */
export function disclosure({ leaves }: ReturnType<typeof templated>, change: JsonObject = {}): Uint8Array {
  const [leaf] = leaves;
  const field = { ...leaf, path: fieldPath(context, leaves, 0), ...change };
  const { ledger, participant, record } = context;
  const template = { id: 'test-rows', version: 1, sha256: pinned.sha256 };
  const fields = [field] as unknown as readonly JsonObject[];
  return canonicalize({ schema: 'quancheng/disclosure/v1', ledger, participant, record, template, fields });
}

const right = templated();
const tooMany = templated({ ...pinned.template.example, count: 10 });
const templates = [pinned];

export const templateCases: readonly PackageCase[] = [
  {
    about: 'a template that is not at hand',
    check: 'template',
    code: 'TEMPLATE_NOT_GIVEN',
    verdict: 'integrity-proven',
    evidence: right.evidence,
  },
  {
    about: 'a public field that the template does not know',
    check: 'template',
    code: 'TEMPLATE_VIOLATED',
    evidence: templated(pinned.template.example, { public: { day: '2026-11-23', mood: 'good' } }).evidence,
    options: { templates },
  },
  {
    about: 'a tree over fewer fields than the template has',
    check: 'template',
    code: 'TEMPLATE_VIOLATED',
    evidence: templated(pinned.template.example, { committed: { count: 1, root: '3'.repeat(64) } }).evidence,
    options: { templates },
  },
  {
    about: 'a disclosed value that is not of its field’s form',
    check: 'template',
    code: 'TEMPLATE_VIOLATED',
    evidence: tooMany.evidence,
    options: { templates, disclosure: disclosure(tooMany) },
  },
  {
    about: 'a disclosed value that is another than was committed to',
    check: 'disclosure',
    code: 'DISCLOSURE_MISMATCH',
    evidence: right.evidence,
    options: { disclosure: disclosure(right, { value: 2 }) },
  },
  {
    about: 'a disclosed field under another name',
    check: 'disclosure',
    code: 'DISCLOSURE_MISMATCH',
    evidence: right.evidence,
    options: { templates, disclosure: disclosure(right, { field: 'person' }) },
  },
  {
    about: 'a disclosure that is none',
    check: 'disclosure',
    code: 'DISCLOSURE_MISMATCH',
    evidence: right.evidence,
    options: { disclosure: encodeUtf8('{}') },
  },
];
