import { Command } from 'commander';
import { formatEnvelope } from '@quancheng/protocol';
import { addSignature, readCommand } from '@quancheng/sdk';
import { replaceFile } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { addConfirmOption, confirm, type ConfirmOptions } from '../input/confirm.js';
import { addSettingOptions, openSigner, readSettings, type SettingOptions } from '../input/settings.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { openReading } from '../records/acting.js';
import { printCommand, readCommandFile } from '../records/command-file.js';
import { sendCommand } from '../records/send-command.js';

type SigningOptions = SettingOptions & ConfirmOptions & { readonly out?: string };
type SendingOptions = SettingOptions & { readonly json?: true };

/** `quancheng command`: orders that several sign, one after the other. */
export function newCommandCommand(): Command {
  return new Command('command')
    .description('Orders that several parties sign: show, sign, send. 多方签署的命令')
    .addCommand(newShow())
    .addCommand(newSign())
    .addCommand(newSend());
}

function newShow(): Command {
  return new Command('show')
    .description('Show what a command orders, and who has signed it. 查看命令内容与签署情况')
    .argument('<file>', 'a *.command.json 命令文件')
    .addHelpText('after', `\nSignatures are judged by the ledger. 签名由账本核验。\n${exitCodeHelp}`)
    .action(async (path: string) => printCommand((await readCommandFile(path)).open));
}

function newSign(): Command {
  const command = new Command('sign')
    .description('Add your signature to a command, after showing what it orders. 添加签名')
    .argument('<file>', 'a *.command.json 命令文件');
  return addConfirmOption(addSettingOptions(command))
    .option('--out <file>', 'where to write it (default: the same file) 输出文件')
    .addHelpText(
      'after',
      `\nA command that this version cannot read whole is not signed. 无法完整读取的命令不予签署。\n${exitCodeHelp}`,
    )
    .action(sign);
}

async function sign(path: string, options: SigningOptions): Promise<void> {
  const { envelope, open } = await readCommandFile(path);
  printCommand(open);
  await confirm('Sign it 签署?', options);
  const signer = await openSigner(options, await readSettings(options));
  const signed = await addSignature(envelope, signer);
  const out = options.out ?? path;
  await replaceFile(out, formatEnvelope(signed));
  const { missing } = readCommand(signed);
  print(`Signed 已签署: ${out}`);
  const next = missing.length === 0 ? `command send ${shellWord(out)}` : `command sign ${shellWord(out)}`;
  print(`Next 下一步: quancheng ${next}`);
}

function newSend(): Command {
  const command = new Command('send')
    .description('Send a command that all have signed. 发送已全部签署的命令')
    .argument('<file>', 'a *.command.json 命令文件');
  return addSettingOptions(command)
    .option('--json', 'the result as JSON 以 JSON 输出')
    .addHelpText(
      'after',
      `\nSending it again changes nothing: the first result is answered. 重复发送不会重复执行。\n${exitCodeHelp}`,
    )
    .action(async (path: string, options: SendingOptions) => {
      const { envelope } = await readCommandFile(path);
      await sendCommand(await openReading(options), envelope, options);
    });
}
