import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.js';
import { homeFolder } from '../home/home-folder.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { printTrustRoot } from '../output/trust-root-text.js';

/** `quancheng trust show`: the pinned trust root. */
export function newTrustShowCommand(): Command {
  return new Command('show')
    .description('Show the pinned trust root. 显示已固定的信任根')
    .option('--trust-root <file>', 'another one than the pinned 其他信任根文件')
    .addHelpText('after', exitCodeHelp)
    .action(async (options: { readonly trustRoot?: string }) => {
      printTrustRoot(await readPinnedTrustRoot(homeFolder(), options.trustRoot));
    });
}
