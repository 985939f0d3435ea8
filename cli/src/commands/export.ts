import { Command } from 'commander';
import { createFile, readWholeFile } from '@quancheng/sdk/node';
import { exportPackage, formatPackage, parseBundle } from '@quancheng/verifier';
import { exitCodeHelp } from '../exit-code.js';
import { readCount } from '../input/read-count.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { positionOfRow } from '../verification/bundle-rows.js';

interface ExportOptions {
  readonly record: number;
  readonly out?: string;
  readonly withoutKey?: true;
}

/** `quancheng export`: one record of a bundle as a package of its own. */
export function newExportCommand(): Command {
  return new Command('export')
    .description('Take one record out of a bundle, as a package of its own. 从证据束中导出单条证据包')
    .argument('<bundle>', 'a *.evidence-bundle.json 证据束')
    .requiredOption('--record <n>', 'which row of the original, from 1 第几行', readCount(1, 1e15))
    .option('--out <file>', 'the package (default: <bundle>.<n>.evidence.json) 证据包文件')
    .option('--without-key', 'leave out the HMAC key: the recipient cannot compare originals 不含原件密钥')
    .addHelpText('after', exitCodeHelp)
    .action(exportRecord);
}

async function exportRecord(path: string, options: ExportOptions): Promise<void> {
  const bundle = parseBundle(await readWholeFile(path));
  const { originalKey, ...evidence } = exportPackage(bundle, positionOfRow(bundle, options.record));
  const keyed =
    originalKey === undefined || options.withoutKey === true ? evidence : { ...evidence, originalKey };
  const out = options.out ?? `${path.replace(/\.json$/, '')}.${options.record}.evidence.json`;
  await createFile(out, formatPackage(keyed));
  print(`Evidence 证据: ${shellWord(out)}`);
}
