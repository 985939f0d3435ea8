import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.js';
import { withLedgerProgress } from '../output/ledger-progress.js';
import { print, remark } from '../output/print.js';
import { nodeFolder } from '../running/node/node-folder.js';

interface RestoreOptions {
  readonly from: string;
  readonly data: string;
}

/** `quancheng node restore`: a node from a backup. */
export function newRestoreCommand(): Command {
  return new Command('restore')
    .description('Make a node from a backup; nothing is overwritten. 由备份恢复节点，不会覆盖任何内容')
    .requiredOption('--from <folder>', 'of the backup 备份目录')
    .requiredOption('--data <folder>', 'to be given to node start; may hold no node yet 数据目录')
    .addHelpText('after', exitCodeHelp)
    .action(async ({ from, data }: RestoreOptions) => {
      // Loaded only here: other commands start sooner without it.
      const { restoreEmbeddedNode } = await import('@quancheng/network');
      const folder = nodeFolder(data);
      const { height, created } = await withLedgerProgress((onProgress) =>
        restoreEmbeddedNode(from, folder, onProgress),
      );
      print(`Restored 已恢复: ${folder}   Height 高度: ${height}   Of 备份时间: ${created}`);
      remark('Never let it and the node that it was copied from go on at once: their ledgers would fork.');
      remark('切勿让它与原节点同时继续运行，否则账本会分叉。');
    });
}
