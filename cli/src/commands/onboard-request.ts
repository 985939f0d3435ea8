import { Command, Option } from 'commander';
import { isUscc, participantTypes } from '@quancheng/domain';
import { QuanchengError } from '@quancheng/protocol';
import { newPossessionStatement, signStatement } from '@quancheng/sdk';
import { createFile } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { openSigner, readSettings } from '../input/settings.js';
import { formatOnboardRequest } from '../ordering/onboard-request.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';

interface RequestOptions {
  readonly key: string;
  readonly participant: string;
  readonly name: string;
  readonly type: string;
  readonly roles: string;
  readonly usccOverride?: string;
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
    .option('--out <file>', 'the request (default: <participant>.request.json) 申请文件')
    .addHelpText('after', `\nThe request is made for the ledger of the pinned trust root.\n${exitCodeHelp}`)
    .action(request);
}

async function request(options: RequestOptions): Promise<void> {
  const { participant, name, type, usccOverride } = options;
  if (usccOverride === undefined && !isUscc(participant)) {
    throw new QuanchengError('USCC_INVALID', `${participant}; --uscc-override gives the registrar a reason`);
  }
  const settings = await readSettings({});
  const { ledger } = await readPinnedTrustRoot(settings.home);
  const signer = await openSigner(options, settings);
  const issued = new Date().toISOString();
  const possession = await signStatement(
    newPossessionStatement({ ledger, issued }, participant, signer.publicKey),
    [signer],
  );
  const roles = options.roles
    .split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '')
    .sort();
  const path = options.out ?? `${participant}.request.json`;
  const override = usccOverride === undefined ? {} : { usccOverride };
  await createFile(path, formatOnboardRequest({ participant, name, type, roles, possession, ...override }));
  print(`Request 申请: ${path}`);
  print(`Key id 密钥标识: ${signer.publicKey.keyId}`);
  print('Tell the registrar this key id by another way. 请通过其他途径将密钥标识告知登记机构。');
  print(`Registrar’s next step 登记机构下一步: quancheng onboard approve ${shellWord(path)}`);
}
