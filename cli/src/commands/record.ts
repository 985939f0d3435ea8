import { Command } from 'commander';
import { recordActions } from '@quancheng/domain';
import { exitCodeHelp } from '../exit-code.js';
import { orderRecord } from '../records/order-record.js';
import { bodyHelp } from '../records/read-body.js';
import { addRecordOptions, type RecordOptions } from '../records/record-options.js';

/** `quancheng record`: any action of any record, for scripts; people have a command for each kind. */
export function newRecordCommand(): Command {
  const command = new Command('record')
    .description('Order any action about a record, for scripts. 对记录执行任一操作（供脚本使用）')
    .argument('<action>', 'for example consent.offer 操作')
    .argument('<name>', 'the record’s name, <participant>/<id> 记录名称');
  return addRecordOptions(command)
    .addHelpText('after', `\nActions 操作: ${recordActions.join(', ')}\n${bodyHelp}\n${exitCodeHelp}`)
    .action((action: string, name: string, options: RecordOptions) => orderRecord(action, name, options));
}
