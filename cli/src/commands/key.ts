import { Command, Option } from 'commander';
import { revocationReasons } from '@quancheng/domain';
import { isKeyId, isTime, type JsonObject, QuanchengError } from '@quancheng/protocol';
import { type AsyncSigner, newPossessionStatement, signStatement } from '@quancheng/sdk';
import { newAsyncSigner, openKey, readKeyFile } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { newProveKeyCommand, newRecoverCommand } from './key-recovery.js';
import { addConfirmOption, type ConfirmOptions } from '../input/confirm.js';
import { askPassphrase } from '../input/passphrase.js';
import { addSettingOptions, type SettingOptions } from '../input/settings.js';
import { envelopeMembers } from '../ordering/onboard-request.js';
import { openParticipant } from '../ordering/open-commander.js';
import { order, type RemoteCommander } from '../ordering/order.js';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';

type KeyOptions = SettingOptions & ConfirmOptions & { readonly reason: string };

/** `quancheng key`: a participant's keys on the ledger. */
export function newKeyCommand(): Command {
  return new Command('key')
    .description('Your keys on the ledger: list, add, rotate, revoke, compromise, recover. 管理账本上的密钥')
    .addCommand(newListCommand())
    .addCommand(newCommand('add', 'Add another key 增加密钥', '<new-key-file>').action(add))
    .addCommand(
      newCommand('rotate', 'Add a new key and revoke the one that signs 更换密钥', '<new-key-file>').action(
        rotate,
      ),
    )
    .addCommand(
      newCommand('revoke', 'Revoke a key from now on 吊销密钥', '<key-id>')
        .addOption(new Option('--reason <reason>', '原因').choices(revocationReasons).default('ceased'))
        .action(revoke),
    )
    .addCommand(
      newCommand(
        'compromise',
        'Report that others may have a key, and since when 报告密钥泄露',
        '<key-id> <since>',
      ).action(compromise),
    )
    .addCommand(newProveKeyCommand())
    .addCommand(newRecoverCommand());
}

function newCommand(name: string, description: string, args: string): Command {
  const command = new Command(name).description(description);
  const signing = args === '' ? command : addConfirmOption(command.arguments(args));
  return addSettingOptions(signing).addHelpText('after', exitCodeHelp);
}

function newListCommand(): Command {
  return newCommand('list', 'List the keys 列出密钥', '').action(async (options: KeyOptions) => {
    const { client, participant } = await openParticipant(options);
    const { name, type, version, keys } = await client.participant(participant);
    print(`${participant} ${visibleText(name ?? type)}, version 版本 ${version}`);
    for (const { key, algorithm, revoked } of keys)
      print(`  ${key} ${algorithm}${revoked === undefined ? '' : ` revoked 已吊销: ${revoked}`}`);
  });
}

async function add(path: string, options: KeyOptions): Promise<void> {
  const participant = await openParticipant(options);
  await orderAboutKeys(participant, 'key.add', { possession: await provePossession(participant, path) });
}

async function rotate(path: string, options: KeyOptions): Promise<void> {
  const participant = await openParticipant(options);
  const replaces = participant.signer.publicKey.keyId;
  await orderAboutKeys(participant, 'key.rotate', {
    possession: await provePossession(participant, path),
    replaces,
  });
}

async function revoke(key: string, options: KeyOptions): Promise<void> {
  await orderAboutKeys(await openParticipant(options), 'key.revoke', {
    key: requireKeyId(key),
    reason: options.reason,
  });
}

async function compromise(key: string, since: string, options: KeyOptions): Promise<void> {
  if (!isTime(since))
    throw new QuanchengError('OPTION_INVALID', 'since when: expected YYYY-MM-DDTHH:MM:SS.mmmZ');
  await orderAboutKeys(await openParticipant(options), 'key.compromise', { key: requireKeyId(key), since });
}

async function orderAboutKeys(commander: RemoteCommander, action: string, body: JsonObject): Promise<void> {
  const { client, participant } = commander;
  const { version } = await client.participant(participant);
  await order(commander, { action, target: participant, expectedVersion: version, body });
  print(`Done 已完成: ${action} ${participant}`);
}

async function provePossession({ ledger, participant }: RemoteCommander, path: string): Promise<JsonObject> {
  const signer = await openNewKey(path);
  const statement = newPossessionStatement(
    { ledger, issued: new Date().toISOString() },
    participant,
    signer.publicKey,
  );
  return envelopeMembers(await signStatement(statement, [signer]));
}

async function openNewKey(path: string): Promise<AsyncSigner> {
  return newAsyncSigner(
    await openKey(await readKeyFile(path), () => askPassphrase(`Passphrase of 口令 ${path}`)),
  );
}

function requireKeyId(text: string): string {
  const valid: boolean = isKeyId(text);
  if (!valid) throw new QuanchengError('OPTION_INVALID', `${text} is no key id: 64 hex digits`);
  return text;
}
