import { Command } from 'commander';
import { MAXIMUM_BATCH_SIZE, QuanchengError } from '@quancheng/protocol';
import { findTemplate, listDeposits } from '@quancheng/sdk/node';
import { depositFiles, type FileOptions } from '../deposit/deposit-files.js';
import { addDescriptionOptions } from '../deposit/description-options.js';
import { depositRowFile } from '../deposit/deposit-row-file.js';
import { openCosigners } from '../deposit/open-cosigners.js';
import { type DepositSession, openDepositSession } from '../deposit/deposit-session.js';
import { writeEvidence, type WrittenEvidence } from '../deposit/write-evidence.js';
import { writeOtherPromises } from '../deposit/write-other-promises.js';
import { custodyPath } from '../deposit/evidence-names.js';
import { exitCodeHelp } from '../exit-code.js';
import { makeFolder } from '../home/home-folder.js';
import { readCount } from '../input/read-count.js';
import { addSettingOptions, type SettingOptions } from '../input/settings.js';
import { print } from '../output/print.js';
import { addTemplatesOption, loadTemplates } from '../templates/load-templates.js';
import { shellWord } from '../output/shell-word.js';
import { visibleText } from '../output/visible-text.js';

interface DepositOptions extends SettingOptions, FileOptions {
  readonly rows?: string;
  readonly headerless?: true;
  readonly batchSize: number;
  readonly wait: boolean;
  readonly finish?: true;
  readonly patience: number;
  readonly template?: string;
  readonly templates?: readonly string[];
  readonly cosigner?: readonly string[];
}

const HELP = `
  quancheng deposit contract.pdf                 one file; writes contract.pdf.evidence.json
  quancheng deposit --rows people.csv --consumer 91370100DEMBNK001F
                                                 each data row; writes people.csv.evidence-bundle.json
  quancheng deposit --template housing-fund rows.csv --consumer 91370100DEMBNK001F
                                                 rows made by a template (quancheng template list): keys go to
                                                 rows.csv.custody.json, which stays with you 密钥文件由保管方留存
Interrupted, the same command goes on where it stopped: nothing is deposited twice. 中断后重新执行同一命令即可续传，不会重复存证。
What nobody stated is recorded as not stated; a profile (--profile) keeps the common members of all your records:
  participant key gateway commitment legalBasis level custodian provenance {source mechanism collector device
  clockSource steps} title mediaType actingFor provider consumer catalogue purpose means sent received
`;

/** `quancheng deposit`: files as documents, rows as sharing events. */
export function newDepositCommand(): Command {
  const command = new Command('deposit')
    .description(
      'Deposit files, or the rows of a file, and write their evidence. 存证文件或数据行，并写出证据',
    )
    .argument('[files...]', 'files, each a document 文件');
  return addTemplatesOption(addDescriptionOptions(addSettingOptions(command)))
    .option('--rows <file>', 'deposit each data row of a .csv or .ndjson file 逐行存证')
    .option('--template <id>', 'each file has rows that were made by this template 按行业模板逐行存证')
    .option(
      '--cosigner <id=keyfile>',
      'who signs the rows as well, where a template wants both parties; may be repeated 共同签名方',
      (word: string, words: readonly string[] | undefined) => [...(words ?? []), word],
    )
    .option('--headerless', 'the first row of the CSV is data 首行即数据')
    .option('--batch-size <n>', 'rows signed together 每批行数', readCount(1, MAXIMUM_BATCH_SIZE), 1000)
    .option('--public', 'plain digests, for public data only (default: HMAC under a fresh key) 仅限公开数据')
    .option('--out-dir <folder>', 'where the evidence goes (default: beside the file) 证据输出目录')
    .option('--again', 'deposit once more what has been deposited 再次存证')
    .option('--no-wait', 'write only the promise, and don’t wait for the anchor 只写承诺，不等待锚定')
    .option('--finish', 'write the evidence of what was deposited before 补写此前存证的证据')
    .option(
      '--patience <seconds>',
      'how long to wait for the anchor 等待锚定的秒数',
      readCount(1, 86_400),
      120,
    )
    .addHelpText('after', `${HELP}${exitCodeHelp}`)
    .action(deposit);
}

async function deposit(files: readonly string[], options: DepositOptions): Promise<void> {
  if (files.length === 0 && options.rows === undefined && options.finish !== true) {
    throw new QuanchengError('OPTION_MISSING', 'what to deposit: FILE…, --rows FILE, or --finish');
  }
  if (options.outDir !== undefined) await makeFolder(options.outDir);
  const session = await openDepositSession(options);
  const folders = await depositAll(session, files, options);
  if (options.finish === true) {
    folders.push(...(await unfinished(session, folders)));
    await settleOpen(session, folders);
  }
  if (!options.wait) {
    print(
      'The promise is what you have until the anchor: quancheng deposit --finish 锚定前以承诺为凭，稍后补写证据',
    );
    return;
  }
  for (const folder of folders) printEvidence(await writeEvidence(session, folder, options.patience * 1000));
}

async function depositAll(
  session: DepositSession,
  files: readonly string[],
  options: DepositOptions,
): Promise<string[]> {
  const rows = options.rows === undefined ? [] : [options.rows];
  const pinned =
    options.template === undefined ? undefined : findTemplate(await loadTemplates(options), options.template);
  const signing = { ...session, cosigners: await openCosigners(options.cosigner ?? []) };
  const folders: string[] = [];
  if (pinned === undefined) {
    folders.push(...(await depositFiles(session, files, options)).map(({ folder }) => folder));
  }
  for (const file of pinned === undefined ? rows : [...files, ...rows]) {
    const template = pinned === undefined ? {} : { pinned };
    folders.push((await depositRowFile(signing, file, { ...options, ...template })).folder);
  }
  return folders;
}

async function unfinished(session: DepositSession, besides: readonly string[]): Promise<readonly string[]> {
  const deposits = await listDeposits(session.outboxes);
  return deposits
    .filter(({ folder, job }) => job.finished !== true && !besides.includes(folder))
    .map(({ folder }) => folder);
}

/** What is written, and may have come into a second log besides. */
async function settleOpen(session: DepositSession, besides: readonly string[]): Promise<void> {
  for (const { folder, job } of await listDeposits(session.outboxes)) {
    if (job.unsettled === true && !besides.includes(folder)) await writeOtherPromises(session.client, folder);
  }
}

function printEvidence({ job, paths }: WrittenEvidence): void {
  const [first, last] = [paths[0], paths.at(-1)];
  if (first === undefined || last === undefined) return;
  const parts = paths.length === 1 ? '' : ` … ${visibleText(last)} (${paths.length} files 个文件)`;
  print(`Evidence 证据: ${visibleText(first)}${parts}`);
  const row = job.kind === 'rows' ? ' --row 1' : '';
  if (job.options['template'] !== undefined) {
    print(`Verify 核验: quancheng verify ${shellWord(first)}${row}`);
    print(`Keys, which stay here 密钥（留存本处）: ${visibleText(custodyPath(first))}`);
    return;
  }
  print(`Verify 核验: quancheng verify ${shellWord(first)} --original ${shellWord(job.path)}${row}`);
}
