import { Command, Option } from 'commander';
import { exitCodeHelp } from '../exit-code.js';
import { homeFolder } from '../home/home-folder.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { readCount } from '../input/read-count.js';
import { print } from '../output/print.js';
import { printEvidenceFolder } from '../output/folder-text.js';
import { printFraud } from '../output/fraud-text.js';
import { printDossier } from '../output/dossier-text.js';
import { printRecordProof } from '../output/record-proof-text.js';
import { printSearch } from '../output/search-text.js';
import { printBundleReport, printReport } from '../output/report-text.js';
import { exitCodeOf } from '../output/verdict-text.js';
import { addTemplatesOption } from '../templates/load-templates.js';
import { type FileVerification, verifyFile, type VerifyFileOptions } from '../verification/verify-file.js';

interface VerifyOptions extends VerifyFileOptions {
  readonly json?: true;
  readonly trustRoot?: string;
}

/** `quancheng verify`: checks evidence, without any network. */
export function newVerifyCommand(): Command {
  return addTemplatesOption(new Command('verify'))
    .description('Verify evidence of any kind, or a dossier’s folder, offline. 离线核验证据或卷宗')
    .argument(
      '<evidence>',
      'a *.evidence.json, *.evidence-bundle.json, *.record-proof.json, *.search-proof.json, *.fraud-proof.json, a dossier’s folder, or a folder of evidence 证据文件、卷宗或证据文件夹',
    )
    .option('--original <file>', 'compare with the original, or with the file that has its row 原件')
    .option('--row <n>', 'the n-th data row of the original, from 1 原件的第几数据行', readCount(1, 1e15))
    .option('--headerless', 'the original CSV has no header 原件没有表头')
    .option('--disclosure <file>', 'fields that were opened to you 出示文件')
    .option('--custody <file>', 'the rows’ keys, if they are yours 保管文件')
    .addOption(
      new Option('--require <what>', 'refuse what one operator could have made 要求联盟背书').choices([
        'consortium',
      ]),
    )
    .option('--json', 'print the result as JSON 输出 JSON')
    .option('--trust-root <file>', 'believe this trust root instead of the pinned one 使用指定的信任根')
    .addHelpText(
      'after',
      `
The trust root was pinned before (quancheng trust pin), or is named with --trust-root; the package never brings it.
${exitCodeHelp}`,
    )
    .action(verify);
}

async function verify(path: string, options: VerifyOptions): Promise<void> {
  const trustRoot = await readPinnedTrustRoot(homeFolder(), options.trustRoot);
  const verification = await verifyFile(path, trustRoot, options);
  if (options.json === true) print(JSON.stringify(verification.result, undefined, 2));
  else printVerification(verification);
  process.exitCode = exitCodeOf(verification.result.verdict);
}

function printVerification({ kind, result }: FileVerification): void {
  switch (kind) {
    case 'package': {
      printReport(result);
      return;
    }
    case 'bundle': {
      printBundleReport(result);
      return;
    }
    case 'record-proof': {
      printRecordProof(result);
      return;
    }
    case 'search-proof': {
      printSearch(result);
      return;
    }
    case 'fraud-proof': {
      printFraud(result);
      return;
    }
    case 'folder': {
      printEvidenceFolder(result);
      return;
    }
    case 'dossier': {
      printDossier(result);
      return;
    }
  }
}
