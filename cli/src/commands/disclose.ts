import { Command } from 'commander';
import { decodeBase64, QuanchengError } from '@quancheng/protocol';
import {
  discloseFields,
  disclosureProfile,
  findTemplate,
  newTemplateRows,
  parseCustody,
  readRows,
  readWholeFile,
  replaceFile,
  rowFormatOf,
} from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { readCount } from '../input/read-count.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { addTemplatesOption, loadTemplates, type TemplateOptions } from '../templates/load-templates.js';
import { statementOfRow } from '../verification/statement-of-row.js';

interface DiscloseOptions extends TemplateOptions {
  readonly row: number;
  readonly from: string;
  readonly custody: string;
  readonly to?: string;
  readonly fields?: string;
  readonly headerless?: true;
  readonly out?: string;
}

/** `quancheng disclose`: opens some fields of one deposited row, and nothing else. */
export function newDiscloseCommand(): Command {
  const command = new Command('disclose')
    .description('Open single fields of a row that was deposited by a template. 出示某行的个别字段')
    .argument('<evidence>', 'the row’s *.evidence-bundle.json 证据文件')
    .requiredOption('--row <n>', 'the n-th data row, from 1 第几数据行', readCount(1, 1e15))
    .requiredOption('--from <file>', 'the file of rows 数据文件')
    .requiredOption('--custody <file>', 'the *.custody.json that lies beside the evidence 保管文件')
    .option('--to <name>', 'what the template shows to whom 按模板的出示方案')
    .option('--fields <codes>', 'these fields, with commas 字段，逗号分隔')
    .option('--headerless', 'the first row of the CSV is data 首行即数据')
    .option('--out <file>', 'where to write it (default: row-<n>.disclosure.json) 输出文件');
  return addTemplatesOption(command)
    .addHelpText(
      'after',
      `
Whoever gets the file learns these fields and no others; it fits no other record. 取得出示文件者仅知悉所列字段。
${exitCodeHelp}`,
    )
    .action(disclose);
}

async function disclose(evidence: string, options: DiscloseOptions): Promise<void> {
  const { row: number } = options;
  const statement = statementOfRow(await readWholeFile(evidence), number);
  const member = statement.template;
  if (member === undefined) throw new QuanchengError('TEMPLATE_NOT_FOUND', 'the record names no template');
  const pinned = findTemplate(await loadTemplates(options), `${member.id}@${member.version}`);
  const custody = parseCustody(await readWholeFile(options.custody));
  const kept = custody.records.find(({ record }) => record === statement.id);
  if (kept === undefined) {
    throw new QuanchengError('CUSTODY_MISMATCH', `${options.custody} has no key of ${statement.id}`);
  }
  const row = await readTemplateRow(options, pinned, number);
  const fields = fieldsOf(options, pinned);
  const key = decodeBase64(kept.key);
  const out = options.out ?? `row-${number}.disclosure.json`;
  await replaceFile(out, discloseFields(pinned, { statement, row, key }, fields), { mode: 0o600 });
  print(`Disclosed 已出示: ${fields.join(', ')} → ${out}`);
  print(
    `Verify 核验: quancheng verify ${shellWord(evidence)} --row ${number} --disclosure ${shellWord(out)}`,
  );
}

function fieldsOf(
  { to, fields }: DiscloseOptions,
  { template }: Parameters<typeof discloseFields>[0],
): readonly string[] {
  if ((to === undefined) === (fields === undefined)) {
    throw new QuanchengError('OPTION_MISSING', 'either --to <name> or --fields <codes>');
  }
  return to === undefined ? (fields ?? '').split(',').filter(Boolean) : disclosureProfile(template, to);
}

async function readTemplateRow(
  { from, headerless }: DiscloseOptions,
  { template }: Parameters<typeof discloseFields>[0],
  wanted: number,
) {
  const format = rowFormatOf(from);
  const reader = newTemplateRows(template, format);
  const onHeader = (row: Uint8Array) => reader.header(row);
  let number = 0;
  for await (const bytes of readRows(from, { format, headerless: headerless === true, onHeader })) {
    number += 1;
    if (number === wanted) return reader.read(bytes);
  }
  throw new QuanchengError('OPTION_INVALID', `${from} has no row ${wanted}`);
}
