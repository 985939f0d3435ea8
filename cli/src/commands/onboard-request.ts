import { Command, Option } from 'commander';
import { isUscc, type OnboardRequest, participantTypes, formatOnboardRequest } from '@quancheng/domain';
import { QuanchengError } from '@quancheng/protocol';
import { type AsyncSigner, newClient, newOnboardRequest, signOnboardRequest } from '@quancheng/sdk';
import { createFile } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { openSigner, readSettings } from '../input/settings.js';
import { parseRoles } from '../ordering/onboard-request.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';

interface RequestOptions {
  readonly key: string;
  readonly participant: string;
  readonly name: string;
  readonly type: OnboardRequest['type'];
  readonly roles: string;
  readonly usccOverride?: string;
  readonly gateway?: string;
  readonly out?: string;
}

/** `quancheng onboard request`: proves that the key is held, for one participant on the pinned ledger. */
export function newOnboardRequestCommand(): Command {
  return new Command('request')
    .description('Make a request for the registrar, with proof that you hold the key. 制作入网申请')
    .requiredOption('--key <file>', 'your key file 密钥文件')
    .requiredOption('--participant <id>', 'your 统一社会信用代码 (GB 32100)')
    .requiredOption('--name <text>', 'your name 名称')
    .addOption(new Option('--type <type>', 'what you are 类型').choices(participantTypes).default('agency'))
    .option(
      '--roles <list>',
      'authenticator, court, depositor, log-operator, registrar, regulator; by commas; empty for none 角色',
      'depositor',
    )
    .option('--uscc-override <reason>', 'why the code fails the check of GB 32100 代码未通过校验的理由')
    .option('--gateway <url>', 'send it to this gateway, where registrars find it 通过网关提交')
    .option('--out <file>', 'the request (default without --gateway: <participant>.request.json) 申请文件')
    .addHelpText('after', `\nThe request is made for the ledger of the pinned trust root.\n${exitCodeHelp}`)
    .action(request);
}

async function request(options: RequestOptions): Promise<void> {
  const { participant, name, type, usccOverride, gateway } = options;
  if (usccOverride === undefined && !isUscc(participant)) {
    throw new QuanchengError('USCC_INVALID', `${participant}; --uscc-override gives the registrar a reason`);
  }
  const settings = await readSettings({});
  const { ledger } = await readPinnedTrustRoot(settings.home);
  const signer = await openSigner({ key: options.key }, settings);
  const override = usccOverride === undefined ? {} : { usccOverride };
  const wish = { participant, name, type, roles: parseRoles(options.roles), ...override };
  const made = await newOnboardRequest(ledger, wish, signer);
  const path = options.out ?? (gateway === undefined ? `${participant}.request.json` : undefined);
  if (path !== undefined) {
    await createFile(path, formatOnboardRequest(made));
    print(`Request 申请: ${path}`);
  }
  if (gateway !== undefined) await send(made, gateway, signer);
  print(`Key id 密钥标识: ${signer.publicKey.keyId}`);
  print('Tell the registrar this key id by another way. 请通过其他途径将密钥标识告知登记机构。');
  if (path !== undefined && gateway === undefined)
    print(`Registrar’s next step 登记机构下一步: quancheng onboard approve ${shellWord(path)}`);
}

async function send(made: OnboardRequest, gateway: string, signer: AsyncSigner): Promise<void> {
  const { id, expires } = await newClient({ gateway }).onboarding.submit(
    await signOnboardRequest(made, signer),
  );
  print(`Sent; request id 已提交，申请编号: ${id}`);
  print(`  kept until 保留至 ${expires}`);
  print(`Ask what became of it 查询结果: quancheng onboard status ${id} --gateway ${shellWord(gateway)}`);
  print(
    `Registrar’s next step 登记机构下一步: quancheng onboard approve ${id} --gateway ${shellWord(gateway)}`,
  );
}
