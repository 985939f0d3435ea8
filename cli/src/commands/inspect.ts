import { Command } from 'commander';
import { readWholeFile } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { describeFile } from '../inspection/describe-file.js';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';

/** `quancheng inspect`: shows what a file says, and verifies nothing. */
export function newInspectCommand(): Command {
  return new Command('inspect')
    .description('Show what a file of ours says, without verifying it. 查看文件内容（不核验）')
    .argument(
      '<file>',
      'package, bundle, envelope, request, trust root, tlog-proof, checkpoint or key file 文件',
    )
    .addHelpText('after', `\nPrivate keys and the keys of originals are not shown.\n${exitCodeHelp}`)
    .action(async (path: string) => {
      const { kind, content } = describeFile(await readWholeFile(path), path);
      print(`${kind} (not verified 未经核验)`);
      // JSON escapes control characters; what it leaves of those that mislead the eye is escaped here, line by line.
      for (const line of JSON.stringify(content, undefined, 2).split('\n')) print(visibleText(line));
    });
}
