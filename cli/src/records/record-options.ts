import { type Command, InvalidArgumentError } from 'commander';
import { isQuanchengError } from '@quancheng/protocol';
import { addConfirmOption, type ConfirmOptions } from '../input/confirm.js';
import { readCount } from '../input/read-count.js';
import { addSettingOptions, type SettingOptions } from '../input/settings.js';
import { type Cosigner, parseCosigner } from './cosigners.js';

/** Options of every command that orders something about a record. */
export interface RecordOptions extends SettingOptions, ConfirmOptions {
  readonly body?: string;
  readonly role?: string;
  readonly with?: readonly Cosigner[];
  readonly expected?: number;
  readonly out?: string;
  readonly json?: true;
}

export function addRecordOptions(command: Command): Command {
  return addConfirmOption(addSettingOptions(command))
    .option('--body <file>', 'what is ordered, JSON or YAML (default: nothing) 正文')
    .option('--role <role>', 'in which role you sign (default: as the table says) 签署角色')
    .option(
      '--with <participant[:role[:key]]>',
      'another signer; may be repeated. Writes a file to be signed instead of sending 其他签署方',
      collectCosigner,
    )
    .option(
      '--expected <version>',
      'the record’s version that you saw (default: the gateway’s) 预期版本',
      readCount(0, Number.MAX_SAFE_INTEGER),
    )
    .option('--out <file>', 'write the signed command instead of sending it 写入文件而不发送')
    .option('--json', 'the result as JSON 以 JSON 输出');
}

function collectCosigner(text: string, before: readonly Cosigner[] = []): readonly Cosigner[] {
  try {
    return [...before, parseCosigner(text)];
  } catch (error) {
    if (isQuanchengError(error)) throw new InvalidArgumentError(error.detail);
    throw error;
  }
}
