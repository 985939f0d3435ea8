import { Command } from 'commander';
import { MAXIMUM_BATCH_SIZE } from '@quancheng/protocol';
import type { AgentOptions } from '../agent/start-agent.js';
import { addDescriptionOptions } from '../deposit/description-options.js';
import { exitCodeHelp } from '../exit-code.js';
import { readCount } from '../input/read-count.js';
import { addSettingOptions } from '../input/settings.js';

const HELP = `
  quancheng agent --folder agent --consumer 91370100DEMBNK001F events.ndjson
  quancheng agent --folder agent inbox/ --public
Rows are copied into the folder before anything is signed, so that nothing is lost or deposited twice however the agent
is killed; the copies are the originals that “quancheng custody check” compares with the evidence. A file that is
renamed by its rotation is read to its end. Back up the folder: it holds originals and keys.
先复制后签名：无论何时被终止都不丢失、不重复；副本即原件，由 quancheng custody check 核对。请备份该目录，内有原件与密钥。
`;

/** `quancheng agent`: deposits what comes into files and folders. */
export function newAgentCommand(): Command {
  const command = new Command('agent')
    .description('Deposit rows and documents as they come. 持续存证：跟踪文件与文件夹')
    .argument('<paths...>', '.csv and .ndjson files that grow, and folders of documents 文件或文件夹')
    .requiredOption('--folder <folder>', 'the agent’s own folder: originals, keys, evidence 代理目录');
  return addDescriptionOptions(addSettingOptions(command))
    .option('--headerless', 'the first row of a CSV is data 首行即数据')
    .option('--public', 'plain digests, for public data only (default: HMAC under a fresh key) 仅限公开数据')
    .option(
      '--batch-size <n>',
      'rows signed together at most 每批行数',
      readCount(1, MAXIMUM_BATCH_SIZE),
      5000,
    )
    .option('--every <seconds>', 'how often to look 检查间隔', readCount(1, 3600), 2)
    .option('--once', 'end when everything that is there has its evidence 处理完即退出')
    .option(
      '--metrics-port <n>',
      'Prometheus metrics at http://127.0.0.1:<n>/metrics 指标端口',
      readCount(1, 65_535),
    )
    .addHelpText('after', `${HELP}${exitCodeHelp}`)
    .action(async (paths: readonly string[], options: AgentOptions) => {
      const { startAgent } = await import('../agent/start-agent.js');
      await startAgent(paths, options);
    });
}
