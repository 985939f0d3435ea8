import { encodeUtf8, isQuanchengError, QuanchengError, readForm } from '@quancheng/protocol';
import type { LogMember } from '@quancheng/sdk';
import { createFile, readText } from '@quancheng/sdk/node';
import { logMemberForm } from '@quancheng/verifier';
import { parseJsonFile } from '../input/parse-json-file.js';

/** A log as a trust root names it, from a file. @throws FILE_UNREADABLE, FILE_KIND_UNKNOWN */
export async function readLogMember(path: string): Promise<LogMember> {
  try {
    return readForm(logMemberForm, parseJsonFile(await readText(path), path), 'FILE_KIND_UNKNOWN');
  } catch (cause) {
    if (!isQuanchengError(cause, 'FILE_KIND_UNKNOWN')) throw cause;
    throw new QuanchengError('FILE_KIND_UNKNOWN', `${path} describes no log: ${cause.detail}`, { cause });
  }
}

/** @throws FILE_EXISTS, FILE_UNWRITABLE */
export async function writeLogMember(path: string, log: LogMember): Promise<void> {
  await createFile(path, encodeUtf8(`${JSON.stringify(log, undefined, 2)}\n`));
}
