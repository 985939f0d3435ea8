import { changed, type JsonObject, type PinnedTemplate, type SectorTemplate } from '@quancheng/protocol';
import { formatCell, readTemplates, templatesFolder } from '@quancheng/sdk/node';

/** The templates that come with the project. */
export const projectTemplates: readonly PinnedTemplate[] = await readTemplates([templatesFolder()]);

export function templateOf(id: string): PinnedTemplate {
  const found = projectTemplates.find(({ template }) => template.id === id);
  if (found === undefined) throw new Error(`no template ${id}`);
  return found;
}

/** A CSV as an agency would write it: Chinese titles, amounts in 元. */
export function csvOf({ fields }: SectorTemplate, rows: readonly JsonObject[]): string {
  const lines = rows.map((row) =>
    fields
      .map(({ code, type }) => (row[code] === undefined ? '' : cell(formatCell(row[code], type))))
      .join(','),
  );
  return [`\ufeff${fields.map(({ name }) => cell(name.zh)).join(',')}`, ...lines, ''].join('\r\n');
}

export function ndjsonOf(rows: readonly JsonObject[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Three rows: the example, and two that differ from it as two other days' would. */
export function rowsOf(template: SectorTemplate): readonly JsonObject[] {
  return [template.example, ...variations(template)];
}

/** An optional field left out where no rule wants it, and public dates moved on. */
function variations({ id, example }: SectorTemplate): readonly JsonObject[] {
  return (VARIATIONS[id] ?? []).map((change) => changed(example, change));
}

const VARIATIONS: Readonly<Record<string, readonly JsonObject[]>> = {
  'compute-metering': [
    { utilisation: null, energy: null },
    { 'unit-seconds': 0, 'last-reading': 120000000, amount: 0 },
  ],
  'cross-border': [
    { route: 'exempt', approval: null, exemption: '规定第五条第一款第（一）项', 'contract-digest': null },
    { consent: 'no-person', 'impact-assessment': null, persons: 0, kinds: ['设备运行日志'] },
  ],
  'data-space-contract': [
    { prohibited: null, 'most-calls': null },
    { environment: 'tee', price: 0 },
  ],
  'enterprise-financing': [
    { 'tax-credit': null, 'housing-fund': null, electricity: null },
    { defaulter: true, penalties: 2 },
  ],
  'fiscal-invoice': [
    { state: '4', 'booked-amount': 35680 },
    { state: '2', 'reversed-number': '0001234566', 'payer-type': '2', 'payer-name': '示例制造有限公司' },
  ],
  'health-report': [
    { diagnosis: null, flag: 'N', result: '5.1' },
    { result: '阴性', 'result-unit': null, 'reference-range': null, flag: 'N' },
  ],
  'housing-fund': [
    { month: '2026-09', balance: 7823456, 'consecutive-months': 98 },
    {
      status: '02',
      'employer-amount': 0,
      'employee-amount': 0,
      'total-amount': 0,
      'consecutive-months': null,
    },
  ],
  'medical-settlement': [
    {
      clearing: '11',
      treatment: '11',
      total: 21000,
      'fund-total': 0,
      pool: 0,
      'employees-large': null,
      'person-total': 21000,
      account: 21000,
      cash: 0,
    },
    { insurance: '390', 'employees-large': null, 'residents-serious': 80000 },
  ],
  'public-resource-trading': [
    { method: '2', 'agency-uscc': '91370100DEMEMP002F', bidders: 3 },
    { ceiling: null },
  ],
  'sandbox-job': [
    { ended: 'failed', review: 'none', 'output-digest': null, 'output-rows': null, reviewer: null },
    { environment: 'tee', attestation: 'dd'.repeat(32) },
  ],
  'training-dataset': [
    { 'personal-information': 'none', filtered: null, annotated: null },
    {
      'personal-information': 'consented',
      'impact-assessment': 'ee'.repeat(32),
      modalities: ['text', 'image'],
    },
  ],
  'vehicle-registration': [
    { registration: '1', mortgagee: null, 'mortgage-contract': null, 'first-registered': '2026-11-02' },
    { 'plate-kind': '01', plate: '鲁A1234挂', 'inspected-until': null, engine: null },
  ],
};

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
