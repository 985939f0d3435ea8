import { Command, Option } from 'commander';
import { dirname, join } from 'node:path';
import type { SignatureAlgorithm } from '@quancheng/protocol';
import { generateKey, writeKeyFile } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { homeFolder, makeFolder } from '../home/home-folder.js';
import { askNewPassphrase } from '../input/passphrase.js';
import { print } from '../output/print.js';

interface KeygenOptions {
  readonly out?: string;
  readonly algorithm: SignatureAlgorithm;
  readonly plain?: true;
}

/** `quancheng keygen`: a new private key in a key file. */
export function newKeygenCommand(): Command {
  return new Command('keygen')
    .description('Make a key pair and write it to a key file. 生成密钥对')
    .option('--out <file>', 'the key file (default: keys/<key id>.json under QUANCHENG_HOME) 密钥文件')
    .addOption(
      new Option('--algorithm <name>', 'signature algorithm 签名算法')
        .choices(['ed25519', 'ecdsa-p256-sha256', 'sm2-sm3'])
        .default('ed25519'),
    )
    .option('--plain', 'store the key unencrypted: only where the disk itself is protected 不加密存储')
    .addHelpText(
      'after',
      `\nThe passphrase is asked for, or taken from QUANCHENG_PASSPHRASE.\n${exitCodeHelp}`,
    )
    .action(keygen);
}

async function keygen(options: KeygenOptions): Promise<void> {
  const passphrase = options.plain === true ? undefined : await askNewPassphrase('Passphrase 口令');
  const file = await generateKey(options.algorithm, passphrase);
  const path = options.out ?? join(homeFolder().keys, `${file.publicKey.keyId.slice(0, 16)}.json`);
  if (options.out === undefined) await makeFolder(dirname(path), 0o700);
  await writeKeyFile(path, file);
  print(`Key file 密钥文件: ${path}`);
  print(`Key id 密钥标识: ${file.publicKey.keyId}`);
  print(`Next 下一步: quancheng onboard request --key ${path} --participant <id> --name <name>`);
}
