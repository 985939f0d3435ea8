import { Command, Option } from 'commander';
import { exitCodeHelp } from '../exit-code.js';
import { readCount } from '../input/read-count.js';
import { addTemplatesOption } from '../templates/load-templates.js';
import type { StartOptions } from '../running/start-options.js';

/** `quancheng start`: a ledger of one operator and its gateway, in this process. */
export function newStartCommand(): Command {
  return addTemplatesOption(new Command('start'))
    .description('Run a ledger of this machine and its gateway. 运行本机账本与网关')
    .addOption(
      new Option('--port <n>', '0 picks a free one 端口，0 为自动选择')
        .env('PORT')
        .default(8080)
        .argParser(readCount(0, 65_535)),
    )
    .addOption(new Option('--host <address>', 'where to listen 监听地址').env('HOST').default('127.0.0.1'))
    .option(
      '--fabric <folder>',
      'use the Fabric network of "npm run network", by its data folder 使用本机 Fabric 网络',
    )
    .option('--once', 'end after the demonstration 演示后退出')
    .addHelpText(
      'after',
      `\nData are kept under QUANCHENG_HOME (.quancheng in the checkout).\n${exitCodeHelp}`,
    )
    .action(async (options: StartOptions) => {
      // fabric-contract-api tells its own decorators on standard output unless it is told not to.
      process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';
      // Loaded here, so that commands which need no ledger start without one.
      const { start } = await import('../running/start.js');
      await start(options);
    });
}
