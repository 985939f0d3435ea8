import { Command } from 'commander';
import { canonicalize } from '@quancheng/protocol';
import { newReceipt, openDelivery } from '@quancheng/sdk';
import { createFile, readWholeFile } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { addSettingOptions, type SettingOptions } from '../input/settings.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { visibleText } from '../output/visible-text.js';
import { openActing } from '../records/acting.js';
import { readEncryptionKey } from '../records/encryption-key-file.js';
import { readProvenUse } from '../records/proven-use.js';

type UnsealOptions = SettingOptions & { readonly secret: string; readonly out: string };

/** `quancheng use unseal`: opens a delivery, checks it against the ledger, and makes the receipt. */
export function newUnsealCommand(): Command {
  const command = new Command('unseal')
    .description('Recipient: open and check a delivery, and make the body of “use open”. 开启并核对交付数据')
    .argument('<name>', 'the use’s name 使用记录名称')
    .argument('<delivery>', 'what the provider handed over 交付文件')
    .requiredOption('--secret <file>', 'the encryption key that “participant announce” wrote 加密私钥')
    .requiredOption('--out <file>', 'the opened data, with its salts 数据输出文件');
  return addSettingOptions(command)
    .addHelpText(
      'after',
      `\nNothing is written unless every check of docs/specs/delivery.md holds. 全部核对通过才会写出。\n${exitCodeHelp}`,
    )
    .action(unseal);
}

async function unseal(name: string, path: string, options: UnsealOptions): Promise<void> {
  const { client, ledger } = await openActing(options);
  const use = await readProvenUse(client, name);
  const { secretKey } = await readEncryptionKey(options.secret);
  const content = openDelivery(await readWholeFile(path), { ledger, use, secretKey });
  const receipt = newReceipt(content, new Date().toISOString());
  const bodyPath = `${options.out}.open.json`;
  await createFile(options.out, canonicalize(content), { mode: 0o600 });
  await createFile(bodyPath, canonicalize(receipt));
  for (const { field, state, asOf, reason } of content.manifest.fields) {
    print(
      visibleText(`  ${field}: ${state}, as of 截至 ${asOf}${reason === undefined ? '' : `, ${reason}`}`),
    );
  }
  print(`Opened 已开启: ${options.out}`);
  print(`Next 下一步: quancheng use open ${shellWord(name)} --body ${shellWord(bodyPath)}`);
}
