import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.js';
import { withLedgerProgress } from '../output/ledger-progress.js';
import { print, remark } from '../output/print.js';
import { findNodeFolder } from '../running/node/node-folder.js';

interface BackupOptions {
  readonly data: string;
  readonly to: string;
}

/** `quancheng node backup`: a copy of a node that may go on running. */
export function newBackupCommand(): Command {
  return new Command('backup')
    .description('Copy the blocks and keys of a node, which may be running. 备份节点，无需停机')
    .requiredOption('--data <folder>', 'as given to node start, or QUANCHENG_HOME 数据目录')
    .requiredOption('--to <folder>', 'a folder that does not exist yet 尚不存在的目标目录')
    .addHelpText('after', exitCodeHelp)
    .action(async ({ data, to }: BackupOptions) => {
      // Loaded only here: other commands start sooner without it.
      const { backupEmbeddedNode } = await import('@quancheng/network');
      const folder = await findNodeFolder(data);
      const { height, tip } = await withLedgerProgress((onProgress) =>
        backupEmbeddedNode(folder, to, onProgress),
      );
      print(`Backup 备份: ${to}   Height 高度: ${height}   Tip 末块哈希: ${tip}`);
      remark('It holds the private keys of all organisations: keep it as secret as the node itself.');
      remark('备份含有所有机构的私钥，请与节点本身同等保密。');
    });
}
