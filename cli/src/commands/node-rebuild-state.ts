import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.js';
import { withLedgerProgress } from '../output/ledger-progress.js';
import { print } from '../output/print.js';
import { findNodeFolder } from '../running/node/node-folder.js';

/** `quancheng node rebuild-state`: the state, made again from the blocks. */
export function newRebuildStateCommand(): Command {
  return new Command('rebuild-state')
    .description(
      'Make state, histories and indexes again from the blocks; the node must not run. 由区块重建状态',
    )
    .requiredOption('--data <folder>', 'as given to node start, or QUANCHENG_HOME 数据目录')
    .addHelpText('after', exitCodeHelp)
    .action(async ({ data }: { readonly data: string }) => {
      // Loaded only here: other commands start sooner without it.
      const { rebuildEmbeddedState } = await import('@quancheng/network');
      const folder = await findNodeFolder(data);
      const { height } = await withLedgerProgress((onProgress) => rebuildEmbeddedState(folder, onProgress));
      print(`State rebuilt from ${height} blocks 状态已由 ${height} 个区块重建`);
    });
}
