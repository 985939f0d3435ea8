import { Command, Option } from 'commander';
import { exitCodeHelp } from '../exit-code.js';
import { readCount } from '../input/read-count.js';
import type { NodeOptions } from '../running/node/node-options.js';
import { newBackupCommand } from './node-backup.js';
import { newRebuildStateCommand } from './node-rebuild-state.js';
import { newRestoreCommand } from './node-restore.js';
import { newVerifyLedgerCommand } from './node-verify-ledger.js';

const EXPLANATION = `
The channel has two organisations, Org1MSP and Org2MSP, both of which must endorse, as on Fabric's test network,
unless --endorsements is 1, which stands for the policy OR('Org1MSP.peer', 'Org2MSP.peer').
The data folder gets connection.json, a connection profile, and organizations/ with the MSP folders of each
organisation's client (User1) and administrator (Admin).
数据目录中会写入连接配置 connection.json，以及各组织客户端与管理员的 MSP 目录 organizations/。
`;

/** `quancheng node`: the embedded node alone, with anyone's chaincode. */
export function newNodeCommand(): Command {
  return new Command('node')
    .description('A single-operator node for any Fabric chaincode. 运行任意 Fabric 链码的单机节点')
    .addCommand(newStartCommand())
    .addCommand(newVerifyLedgerCommand())
    .addCommand(newRebuildStateCommand())
    .addCommand(newBackupCommand())
    .addCommand(newRestoreCommand());
}

function newStartCommand(): Command {
  return new Command('start')
    .description('Run a chaincode package; applications reach it as they reach Fabric. 运行链码包')
    .requiredOption('--chaincode <folder>', 'a CommonJS package of fabric-contract-api, built 已构建的链码包')
    .option('--name <name>', 'of the chaincode (default: the package’s) 链码名称')
    .option('--version <version>', 'of the chaincode (default: the package’s) 链码版本')
    .option('--channel <name>', 'the channel 通道', 'mychannel')
    .addOption(
      new Option('--endorsements <n>', 'organisations that must endorse 须背书的组织数')
        .default(2)
        .argParser(readCount(1, 2)),
    )
    .option('--data <folder>', 'ledger, identities, connection profile 数据目录')
    .addOption(
      new Option('--port <n>', 'of Org1’s peer, 0 picks a free one 端口，0 为自动选择')
        .env('PORT')
        .default(7051)
        .argParser(readCount(0, 65_535)),
    )
    .addHelpText(
      'after',
      `${EXPLANATION}\nDefault of --data: chaincode/NAME under QUANCHENG_HOME (.quancheng in the checkout).\n${exitCodeHelp}`,
    )
    .action(async (options: NodeOptions) => {
      // fabric-contract-api tells its own decorators on standard output unless it is told not to.
      process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';
      const { runNode } = await import('../running/node/run-node.js');
      await runNode(options);
    });
}
