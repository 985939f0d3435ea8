import { Command } from 'commander';
import { newEncryptionKey } from '@quancheng/sdk';
import { exitCodeHelp } from '../../exit-code.js';
import { addConfirmOption, type ConfirmOptions } from '../../input/confirm.js';
import { addSettingOptions, type SettingOptions } from '../../input/settings.js';
import { openParticipant } from '../../ordering/open-commander.js';
import { order } from '../../ordering/order.js';
import { print } from '../../output/print.js';
import { writeEncryptionKey } from '../../records/encryption-key-file.js';

/** `quancheng participant announce`: a key by which others encrypt data for this participant. */
export function newAnnounceCommand(): Command {
  const command = new Command('announce')
    .description('Make an encryption key and announce its public half. 生成并公布加密公钥')
    .requiredOption('--secret <file>', 'where the secret half is written; keep it 私钥文件');
  return addConfirmOption(addSettingOptions(command))
    .addHelpText(
      'after',
      `\nThe file is not encrypted: protect it. 文件未加密，请妥善保护。\n${exitCodeHelp}`,
    )
    .action(async (options: SettingOptions & ConfirmOptions & { readonly secret: string }) => {
      const commander = await openParticipant(options);
      const { client, participant } = commander;
      const key = newEncryptionKey();
      // Written first: an announced key whose secret is lost would make deliveries unreadable.
      await writeEncryptionKey(options.secret, key);
      const { version } = await client.participant(participant);
      await order(commander, {
        action: 'participant.announce',
        target: participant,
        expectedVersion: version,
        body: { encryptionKey: key.publicKey },
      });
      print(`Announced 已公布: ${key.publicKey}`);
      print(`Secret 私钥: ${options.secret}`);
    });
}
