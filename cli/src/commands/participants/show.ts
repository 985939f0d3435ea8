import { Command } from 'commander';
import { newClient } from '@quancheng/sdk';
import { exitCodeHelp } from '../../exit-code.js';
import { addGatewayOption, readSettings } from '../../input/settings.js';
import { print } from '../../output/print.js';
import { visibleText } from '../../output/visible-text.js';

interface ShowOptions {
  readonly gateway?: readonly string[];
  readonly json?: true;
}

/** `quancheng participant show`: what the gateway says of a participant and its keys. */
export function newParticipantShowCommand(): Command {
  const command = new Command('show')
    .description('Show a participant and its keys. 查看参与方及其密钥')
    .argument('<id>', '统一社会信用代码 or pseudonym 标识');
  return addGatewayOption(command)
    .option('--json', 'as JSON 以 JSON 输出')
    .addHelpText('after', exitCodeHelp)
    .action(async (id: string, options: ShowOptions) => {
      const { gateways } = await readSettings(options);
      const participant = await newClient({ gateways }).participant(id);
      if (options.json === true) {
        print(JSON.stringify(participant));
        return;
      }
      const { name, type, roles, version, encryptionKey, keys } = participant;
      print(visibleText(`${participant.id} ${name ?? ''} (${type}), version 版本 ${version}`));
      print(`  roles 角色: ${roles.join(', ')}`);
      if (encryptionKey !== undefined) print(`  encryption key 加密公钥: ${encryptionKey}`);
      for (const { key, algorithm, revoked } of keys)
        print(`  ${key} ${algorithm}${revoked === undefined ? '' : ` revoked 已吊销: ${revoked}`}`);
    });
}
