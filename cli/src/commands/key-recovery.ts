import { Command, Option } from 'commander';
import {
  encodeUtf8,
  formatEnvelope,
  parseEnvelope,
  parseStatement,
  QuanchengError,
  unverifiedPayload,
} from '@quancheng/protocol';
import {
  newCommandStatement,
  newPossessionStatement,
  signStatement,
  type CommandSigner,
} from '@quancheng/sdk';
import { createFile, readText, replaceFile } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { addConfirmOption, type ConfirmOptions } from '../input/confirm.js';
import { addSettingOptions, openSigner, readSettings, type SettingOptions } from '../input/settings.js';
import { confirmStatement } from '../ordering/confirm-statement.js';
import { envelopeMembers } from '../ordering/onboard-request.js';
import { openParticipant } from '../ordering/open-commander.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { isKeyFor } from '../records/cosigners.js';

interface ProveOptions {
  readonly key: string;
  readonly participant: string;
  readonly out?: string;
}

/** `quancheng key prove`: that a new key is held, for those who register it in one's stead. */
export function newProveKeyCommand(): Command {
  return new Command('prove')
    .description('Prove that you hold a new key, for those who recover your access 证明持有新密钥')
    .requiredOption('--key <file>', 'the new key file 新密钥文件')
    .requiredOption('--participant <id>', 'whose key it is to be 参与方标识')
    .option('--out <file>', 'the proof (default: <participant>.possession.json) 证明文件')
    .addHelpText('after', exitCodeHelp)
    .action(async (options: ProveOptions) => {
      const { participant } = options;
      const settings = await readSettings({});
      const { ledger } = await readPinnedTrustRoot(settings.home);
      const signer = await openSigner(options, settings);
      const issued = new Date().toISOString();
      const statement = newPossessionStatement({ ledger, issued }, participant, signer.publicKey);
      const path = options.out ?? `${participant}.possession.json`;
      await createFile(path, formatEnvelope(await signStatement(statement, [signer])));
      print(`Proof 证明: ${path}`);
      print(`Key id 密钥标识: ${signer.publicKey.keyId}`);
      print(`Next, the administrators 下一步，管理员: quancheng key recover ${shellWord(path)} …`);
    });
}

type RecoverOptions = SettingOptions &
  ConfirmOptions & {
    readonly with?: readonly string[];
    readonly role: 'administrator' | 'authenticator';
    readonly out?: string;
  };

/** `quancheng key recover`: administrators give a participant that lost its only key a new one. */
export function newRecoverCommand(): Command {
  const command = new Command('recover')
    .description('Administrators: a new key for who lost its only one 管理员：为丢失唯一密钥的参与方恢复')
    .argument('<possession>', 'what “key prove” wrote 持有证明');
  return addConfirmOption(addSettingOptions(command))
    .addOption(
      new Option('--role <role>', '角色')
        .choices(['administrator', 'authenticator'])
        .default('administrator'),
    )
    .option(
      '--with <organisation:key>',
      'another administrator and its key id; may be repeated 其他管理员',
      collect,
    )
    .option('--out <file>', 'the command (default: <participant>.recover.command.json) 命令文件')
    .addHelpText(
      'after',
      `\nThe others sign with “quancheng command sign”, then “quancheng command send”. 其他管理员签署后发送。\n${exitCodeHelp}`,
    )
    .action(recover);
}

async function recover(path: string, options: RecoverOptions): Promise<void> {
  const possession = parseEnvelope(encodeUtf8((await readText(path)).trim()));
  const proof = parseStatement(unverifiedPayload(possession));
  if (proof.schema !== 'quancheng/key-possession/v1') {
    throw new QuanchengError('FILE_KIND_UNKNOWN', `${path} is no proof of possession`);
  }
  const { client, ledger, participant, signer } = await openParticipant(options);
  const { role } = options;
  const signers: readonly CommandSigner[] = [
    { key: signer.publicKey.keyId, participant, role },
    ...(options.with ?? []).map((each) => ({ ...parseAdministrator(each), role })),
  ];
  const { version } = await client.participant(proof.participant);
  const statement = newCommandStatement(
    { ledger, signers, issued: new Date().toISOString() },
    {
      action: 'key.recover',
      target: proof.participant,
      expectedVersion: version,
      body: { possession: envelopeMembers(possession) },
    },
  );
  await confirmStatement(statement, options);
  const out = options.out ?? `${proof.participant}.recover.command.json`;
  await replaceFile(out, formatEnvelope(await signStatement(statement, [signer])));
  print(`Command 命令文件: ${out}`);
  const next = signers.length > 1 ? 'sign' : 'send';
  print(`Next 下一步: quancheng command ${next} ${shellWord(out)}`);
}

/** @throws OPTION_INVALID */
function parseAdministrator(text: string): { readonly participant: string; readonly key: string } {
  const [participant = '', key = '', ...rest] = text.split(':');
  if (rest.length === 0 && isKeyFor(participant, key)) return { participant, key };
  throw new QuanchengError('OPTION_INVALID', `--with ${text}: expected <organisation>:<key id>`);
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
