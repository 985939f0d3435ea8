import { isRecordName } from '@quancheng/domain';
import { type Envelope, formatEnvelope, QuanchengError } from '@quancheng/protocol';
import {
  assertOrder,
  type CommandSigner,
  isServedKind,
  newCommandStatement,
  type ServedKind,
  signStatement,
} from '@quancheng/sdk';
import { replaceFile } from '@quancheng/sdk/node';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { homeFolder } from '../home/home-folder.js';
import { registrarOptions } from '../ordering/open-commander.js';
import { confirmStatement } from '../ordering/confirm-statement.js';
import { openActing, type Acting } from './acting.js';
import { describeAction, type ActionDescription } from './action-description.js';
import { isCommandRole, resolveCosigner } from './cosigners.js';
import { readBody } from './read-body.js';
import type { RecordOptions } from './record-options.js';
import { sendCommand } from './send-command.js';
import { defaultRole, rolesOfOthers } from './signing-roles.js';

/** Signs an order about a record, and sends it unless others must sign, too. */
export async function orderRecord(action: string, target: string, options: RecordOptions): Promise<void> {
  const description = describeAction(action);
  if (!isRecordName(target)) {
    throw new QuanchengError('OPTION_INVALID', `${target}: a record’s name is <participant>/<id>`);
  }
  // The registrar of `npm start` needs no options, unless a profile says who acts.
  const isRegistrar =
    (options.role ?? defaultRole(description)) === 'registrar' && options.profile === undefined;
  const acting = await openActing(isRegistrar ? await registrarOptions(options, homeFolder()) : options);
  const signers = await signersOf(acting, description, options);
  const envelope = await sign(acting, description, target, signers, options);
  if (signers.length > 1 || options.out !== undefined) {
    const path = options.out ?? `${target.replaceAll('/', '-')}.${description.verb}.command.json`;
    await replaceFile(path, formatEnvelope(envelope));
    printNextStep(path, signers.length - 1);
    return;
  }
  await sendCommand(acting.client, envelope, options);
}

async function sign(
  { client, ledger, signer }: Acting,
  { action, kind, from }: ActionDescription,
  target: string,
  signers: readonly CommandSigner[],
  options: RecordOptions,
): Promise<Envelope> {
  const body = await readBody(options.body, target);
  assertOrder(action, target, body);
  const seen = async (): Promise<number> => {
    if (from.length === 0) return 0;
    return (await client.records.get(requireServed(kind), target)).record.version;
  };
  const expectedVersion = options.expected ?? (await seen());
  const context = { ledger, signers, issued: new Date().toISOString() };
  const statement = newCommandStatement(context, { action, target, expectedVersion, body });
  await confirmStatement(statement, options);
  return signStatement(statement, [signer]);
}

async function signersOf(
  { client, participant, signer }: Acting,
  description: ActionDescription,
  options: RecordOptions,
): Promise<readonly CommandSigner[]> {
  const role = options.role ?? defaultRole(description);
  if (!isCommandRole(role))
    throw new QuanchengError('OPTION_INVALID', `--role ${role}: there is no such role`);
  const cosigners = options.with ?? [];
  const left = rolesOfOthers(description, role, cosigners.length);
  const others: CommandSigner[] = [];
  for (const [index, cosigner] of cosigners.entries()) {
    others.push(await resolveCosigner(client, cosigner, left[index]));
  }
  return [{ key: signer.publicKey.keyId, participant, role }, ...others];
}

export function requireServed(kind: string): ServedKind {
  if (!isServedKind(kind)) throw new QuanchengError('OPTION_INVALID', `gateways serve no ${kind}`);
  return kind;
}

function printNextStep(path: string, others: number): void {
  print(`Command 命令文件: ${path}`);
  if (others === 0) print(`Next 下一步: quancheng command send ${shellWord(path)}`);
  else
    print(
      `Next, each other signer 下一步，其他签署方: quancheng command sign ${shellWord(path)} --key <file>`,
    );
}
