import { Command } from 'commander';
import { formatVerifierKey, newVerifierKey } from '@quancheng/protocol';
import { readKeyFile } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { print } from '../output/print.js';

const CONFIGURATION = `
The configuration is YAML or JSON; paths count from its folder:
  endpoint: localhost:7051              host:port of a peer of your own organisation 本机构节点
  tlsRootCertificate: tls/ca.pem
  mspId: ArbitrationMSP
  certificate: client/cert.pem
  privateKey: client/key.pem
  channel: quancheng
  chaincode: quancheng
  trustRoot: trust-root.json            names the logs to cosign, and their keys
  name: arbitration.example/witness     the witness's name, without a scheme
  key: witness-key.json                 its key file: Ed25519, used for nothing else
  directory: witness                    what it remembers: never restore an older copy
  host: 127.0.0.1
  port: 7380
The further members of a connection are those of "quancheng gateway start".
`;

/** `quancheng witness`: a C2SP witness that sees the ledger on its organisation's own peer. */
export function newWitnessCommand(): Command {
  return new Command('witness')
    .description('Cosign checkpoints of evidence logs, as an organisation. 以机构身份联署日志检查点')
    .addCommand(newStart())
    .addCommand(newVerifierKeyCommand());
}

function newStart(): Command {
  return new Command('start')
    .description('Run a witness by its configuration. 按配置运行见证者')
    .requiredOption('--config <file>', 'connection, key and trust root 配置文件')
    .addHelpText('after', `${CONFIGURATION}${exitCodeHelp}`)
    .action(async ({ config }: { readonly config: string }) => {
      const { runWitness } = await import('../running/run-witness.js');
      await runWitness(config);
    });
}

function newVerifierKeyCommand(): Command {
  return new Command('vkey')
    .description('Show a witness’s C2SP verifier key, for the trust root. 显示见证者校验密钥')
    .requiredOption('--name <name>', 'the witness’s name, such as arbitration.example/witness 见证者名称')
    .requiredOption('--key <file>', 'its key file 密钥文件')
    .addHelpText('after', exitCodeHelp)
    .action(async ({ name, key }: { readonly name: string; readonly key: string }) => {
      const { publicKey } = await readKeyFile(key);
      print(formatVerifierKey(newVerifierKey(name, 'cosignature', publicKey)));
    });
}
