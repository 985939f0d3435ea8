import { Command } from 'commander';
import type { DemoCityOptions } from '../city/demo-city.js';
import { exitCodeHelp } from '../exit-code.js';

/** `quancheng demo`: stories to watch, and to try afterwards. */
export function newDemoCommand(): Command {
  const city = new Command('city')
    .description('Play a whole city’s story on a fresh ledger, and verify it offline. 全城演示')
    .option(
      '--out <folder>',
      'a folder that does not exist yet (default: a new one in QUANCHENG_HOME) 新文件夹',
    )
    .option(
      '--fabric <folder>',
      'on the fresh Fabric network of "npm run network", by its data folder 在本机 Fabric 网络上',
    )
    .addHelpText(
      'after',
      `
Registration, operation grant, product, trade, revenue, pledge, default, arbitration; then ledger and gateway stop, and
the dossier is verified as a stranger would. Papers, keys and evidence stay in the folder.
登记、授权运营、产品、交易、收益、质押、违约、仲裁；随后账本与网关停止，并以第三人身份离线核验卷宗。
${exitCodeHelp}`,
    )
    .action(async (options: DemoCityOptions) => {
      process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';
      // Loaded here, so that commands which need no ledger start without one.
      const { demoCity } = await import('../city/demo-city.js');
      await demoCity(options);
    });
  return new Command('demo').description('Stories to watch. 演示').addCommand(city);
}
