import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.js';
import { readCount } from '../input/read-count.js';
import type { ConfigureOptions } from '../running/configure-gateway.js';
import { addGatewayOption, type SettingOptions } from '../input/settings.js';
import { addConfirmOption, type ConfirmOptions } from '../input/confirm.js';

const CONFIGURATION = `
The configuration is YAML or JSON; paths count from its folder. While it runs, the file of the trust root is looked at:
a successor that is signed as the present one demands is served from then on.
  connection: connection.json           a file with the members down to endorsingOrganisations, instead of them
  endpoint: localhost:7051              host:port of a peer's Gateway service
  tlsRootCertificate: tls/ca.pem
  tlsServerName: peer0.example          if the certificate names another host
  alternatives:                         further peers, to turn to when that one fails
    - endpoint: localhost:8051
      tlsRootCertificate: tls/other-ca.pem
  tlsCertificate: tls/client.crt        with which the connection is opened, where the peer asks
  tlsPrivateKey: tls/client.key         for a TLS client certificate
  mspId: BigDataMSP                     as whom the gateway speaks to the peer
  certificate: client/cert.pem
  privateKey: client/key.pem
  channel: quancheng
  chaincode: quancheng
  endorsingOrganisations: [AMSP, BMSP]  who endorses reads (default: whom the policy asks for)
  trustRoot: trust-root.json            signed by the administrators
  origin: log.example/2026              of the registered log
  logKey: evidence-log.json             key file of the log
  otherLogKeys: [next-log.json]         its next key before a rotation, its former ones after it
  directory: data                       where the log lies
  host: 0.0.0.0
  port: 8080
  writesTicks: true
  anchoring:                            how often checkpoints go to the ledger 锚定频率
    interval: 1000                      milliseconds between two, at least
    shortest: 200                       the same while as many entries wait as the next line says
    many: 1000
  witnesses:                            who is asked to cosign what is anchored 见证者
    - verifierKey: arbitration.example/witness+0f3a…+BK…
      url: https://witness.arbitration.example
  openRecords: false            # true: everybody reads deposited records 存证记录对所有人公开
  templates: [templates]        further sector templates: every *.json of these folders 其他行业模板
`;

/** `quancheng gateway`: a gateway before a ledger that others run. */
export function newGatewayCommand(): Command {
  return new Command('gateway')
    .description('A gateway before any Fabric ledger. 面向任意 Fabric 账本的网关')
    .addCommand(newStartCommand())
    .addCommand(newStatusCommand())
    .addCommand(newConfigureCommand())
    .addCommand(newReconcileCommand());
}

function newStartCommand(): Command {
  return new Command('start')
    .description('Run a gateway by its configuration. 按配置运行网关')
    .requiredOption('--config <file>', 'connection, log and trust root 配置文件')
    .addHelpText('after', `${CONFIGURATION}${exitCodeHelp}`)
    .action(async ({ config }: { readonly config: string }) => {
      const { runGateway } = await import('../running/run-gateway.js');
      await runGateway(config);
    });
}

function newConfigureCommand(): Command {
  return new Command('configure')
    .description('Make the folder of a further gateway: configuration and log key. 为新增网关生成目录')
    .requiredOption('--out <folder>', 'the gateway’s folder 网关目录')
    .requiredOption('--origin <name>', 'of its log, such as log.example/2026 日志名称')
    .option('--port <n>', 'where it listens 端口', readCount(0, 65_535), 8081)
    .option(
      '--connection <file>',
      'how it reaches the ledger (default: that of npm start on this machine) 账本连接文件',
    )
    .option('--fabric <folder>', 'the Fabric network of “npm run network” 本机 Fabric 网络')
    .option('--organisation <mspId>', 'whose client it is on that network 所属机构')
    .option('--open-records', 'everybody reads deposited records 存证记录对所有人公开')
    .addHelpText('after', exitCodeHelp)
    .action(async (options: ConfigureOptions) => {
      const { configureGateway } = await import('../running/configure-gateway.js');
      await configureGateway(options);
    });
}

function newStatusCommand(): Command {
  return addGatewayOption(new Command('status'))
    .description(
      'How a gateway does: its log, its anchors and what they cost on the ledger, its witnesses. 网关状态、锚定及其账本开销',
    )
    .addHelpText('after', exitCodeHelp)
    .action(async (options: SettingOptions) => {
      const { showGatewayStatus } = await import('../running/gateway-status.js');
      await showGatewayStatus(options);
    });
}

function newReconcileCommand(): Command {
  const command = new Command('reconcile')
    .description(
      'After the ledger was restored from a backup: move aside what the gateway anchored since. 账本恢复后处理多出的锚定记录',
    )
    .requiredOption('--config <file>', 'of the stopped gateway 配置文件');
  return addConfirmOption(command)
    .addHelpText(
      'after',
      `\nWithout a terminal and --yes it only shows what is lost. 非交互且无 --yes 时只显示，不更改。\n${exitCodeHelp}`,
    )
    .action(async ({ config, ...options }: ConfirmOptions & { readonly config: string }) => {
      const { reconcileGateway } = await import('../running/reconcile-gateway.js');
      await reconcileGateway(config, options);
    });
}
