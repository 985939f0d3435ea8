import { Command } from 'commander';
import { readCount } from '../input/read-count.js';
import type { WatchOptions } from '../watch/watch-settings.js';

const HELP = `
  quancheng log watch --folder watch --promises evidence https://gateway.example
  quancheng log watch --config watch.yaml --metrics-port 9465
  quancheng log watch --folder watch --once --json https://gateway.example

It believes the pinned trust root and what it has seen itself, and neither gateways nor their operators. What contradicts
is kept in the folder, with a *.fraud-proof.json where it can be proven: “quancheng verify” judges that offline.
只信任已固定的信任根与自身所见，不信任网关及其运营方；矛盾之处存于目录内，可证明者附舞弊证明，由 quancheng verify 离线核验。

The configuration is YAML or JSON; paths count from its folder:
  directory: watch                      what it remembers: one monitor at a time
  trustRoot: trust-root.json            default: the pinned one
  gateways: [https://gateway.example]   their logs, and endorsed reads of the ledger
  copies: [https://files.example/log]   further copies of logs (C2SP tlog-tiles)
  witnesses: [https://witness.example]
  promises: [evidence, agent]           folders in which promises, receipts or evidence are kept
  every: 10                             seconds between two rounds
  stalledAfter: 300                     seconds for which anchors, ticks, quorums may stand still
  awayAfter: 300                        seconds for which something may give no answer
  clockTolerance: 120                   seconds
  ledger:                               a peer of your own organisation, members as in a witness’s configuration
    endpoint: localhost:7051

Exit codes with --once 退出码:
  0  all is as it should be (warnings aside)  正常（警告除外）
  1  an alarm stands  存在告警
  2  something gave no answer, so nobody can tell  有对象无应答，无法判断`;

/** `quancheng log watch`: compares logs, ledger, witnesses and promises. */
export function newWatchCommand(): Command {
  return new Command('watch')
    .description('Watch logs, ledger, witnesses and promises; raise alarms. 持续监测日志、账本、见证与承诺')
    .argument('[gateways...]', 'addresses of gateways (default: the one that other commands use) 网关地址')
    .option('--folder <folder>', 'what it remembers (default: watch) 监测器目录')
    .option('--config <file>', 'configuration 配置文件')
    .option('--trust-root <file>', 'believe this trust root instead of the pinned one 使用指定的信任根')
    .option('--copy <url>', 'a further copy of a log, repeatable 日志副本地址，可重复', collect)
    .option('--witness <url>', 'address of a witness, repeatable 见证者地址，可重复', collect)
    .option(
      '--promises <folder>',
      'a folder in which promises are kept, repeatable 承诺所在目录，可重复',
      collect,
    )
    .option('--every <seconds>', 'how often to look (default: 10) 检查间隔', readCount(1, 3_600))
    .option('--once', 'look once; the exit code tells 仅检查一次')
    .option('--json', 'findings as JSON, one a line 以 JSON 行输出')
    .option(
      '--metrics-port <n>',
      'Prometheus metrics at http://127.0.0.1:<n>/metrics 指标端口',
      readCount(1, 65_535),
    )
    .addHelpText('after', HELP)
    .action(async (gateways: readonly string[], options: WatchOptions) => {
      const { startWatch } = await import('../watch/start-watch.js');
      await startWatch(gateways, options);
    });
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
