import { Command, Option } from 'commander';
import { checkCustody, type CustodyOptions } from '../agent/check-custody.js';
import { exitCodeHelp } from '../exit-code.js';

/** `quancheng custody check`: whether the originals are still what their evidence says. */
export function newCustodyCommand(): Command {
  const check = new Command('check')
    .description('Compare an agent’s originals with their evidence, offline. 核对原件与证据')
    .argument('<folder>', 'the agent’s folder 代理目录')
    .addOption(
      new Option('--require <what>', 'refuse what one operator could have made 要求联盟背书').choices([
        'consortium',
      ]),
    )
    .option('--trust-root <file>', 'believe this trust root instead of the pinned one 使用指定的信任根')
    .option('--json', 'as JSON 以 JSON 输出')
    .addHelpText('after', `\n${exitCodeHelp}`)
    .action((folder: string, options: CustodyOptions) => checkCustody(folder, options));
  return new Command('custody')
    .description('The originals of what was deposited. 原件保管')
    .addCommand(check);
}
