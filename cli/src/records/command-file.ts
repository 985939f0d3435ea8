import {
  encodeUtf8,
  type Envelope,
  isQuanchengError,
  parseEnvelope,
  QuanchengError,
} from '@quancheng/protocol';
import { readCommand, type OpenCommand } from '@quancheng/sdk';
import { readText } from '@quancheng/sdk/node';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';

/** A command from a file, read whole. @throws FILE_UNREADABLE, FILE_KIND_UNKNOWN */
export async function readCommandFile(
  path: string,
): Promise<{ readonly envelope: Envelope; readonly open: OpenCommand }> {
  try {
    const envelope = parseEnvelope(encodeUtf8((await readText(path)).trim()));
    return { envelope, open: readCommand(envelope) };
  } catch (cause) {
    if (!isQuanchengError(cause) || cause.code === 'FILE_UNREADABLE') throw cause;
    throw new QuanchengError('FILE_KIND_UNKNOWN', `${path}: ${cause.detail}`, { cause });
  }
}

/** Shows what is signed, from the payload alone. */
export function printCommand({ statement, signed }: OpenCommand): void {
  const { action, target, expectedVersion, audience, issued, expires, signers, body, id } = statement;
  print(`Order 命令: ${visibleText(action)} ${visibleText(target)}`);
  print(`  expected version 预期版本 ${expectedVersion}, ledger 账本 ${audience}, id ${id}`);
  print(`  issued 签发 ${issued}, expires 失效 ${expires}`);
  for (const line of JSON.stringify(body, undefined, 2).split('\n')) print(`  ${visibleText(line)}`);
  for (const signer of signers) {
    const mark = signed.includes(signer) ? 'signed 已签' : 'to sign 待签';
    print(`  ${mark}: ${signer.participant} (${signer.role}), key 密钥 ${signer.key}`);
  }
}
