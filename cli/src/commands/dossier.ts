import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.js';
import { makeDossier, type MakeOptions } from '../dossier/make-dossier.js';

/** `quancheng dossier make`: evidence and documents of a case in one folder that verifies as a whole. */
export function newDossierCommand(): Command {
  const make = new Command('make')
    .description('Copy evidence and documents into a folder, with a manifest. 制作卷宗')
    .argument(
      '<files...>',
      'packages, bundles, record proofs, and the documents that they name 证据包、记录证明及其所载文书',
    )
    .requiredOption('--out <folder>', 'a folder that does not exist yet 新文件夹')
    .requiredOption('--title <text>', 'what it is about 标题')
    .addHelpText(
      'after',
      `
Keys of documents that evidence commits to privately (<document>.*.commitment.json, as made with $private) are taken
along: whoever holds the dossier can then compare these documents. --without-keys leaves them out.
以 $private 承诺的文书，其旁的密钥文件一并收入；--without-keys 则不收入。
Verify it with “quancheng verify <folder>”. 用 quancheng verify <文件夹> 核验。
${exitCodeHelp}`,
    )
    .option('--without-keys', 'leave out the keys of private commitments 不含密钥')
    .action((files: readonly string[], options: MakeOptions) => makeDossier(files, options));
  return new Command('dossier')
    .description('The evidence of a case, in one folder. 案件证据卷宗')
    .addCommand(make);
}
