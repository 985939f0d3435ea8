import { Command, Option } from 'commander';
import { dueTables } from '@quancheng/domain';
import { isTime, QuanchengError } from '@quancheng/protocol';
import type { DueDate, DueKind } from '@quancheng/sdk';
import { exitCodeHelp } from '../exit-code.js';
import { addSettingOptions, type SettingOptions } from '../input/settings.js';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';
import { openReading } from '../records/acting.js';

interface DueOptions extends SettingOptions {
  readonly kind?: DueKind;
  readonly of?: string;
  readonly from?: string;
  readonly to?: string;
  readonly overdue?: true;
  readonly json?: true;
}

/** `quancheng due`: what lapses, ends or is overdue. */
export function newDueCommand(): Command {
  const command = new Command('due').description(
    'What lapses, ends or is overdue: deadlines, ends of terms, windows that open. 到期与逾期日历',
  );
  return addSettingOptions(command)
    .addOption(new Option('--kind <kind>', 'of one kind of record 记录类型').choices(Object.keys(dueTables)))
    .option('--of <participant>', 'in whose calendar it stands 事项所属参与方')
    .option('--from <time>', 'from then on, YYYY-MM-DDTHH:MM:SS.mmmZ 起始时刻')
    .option('--to <time>', 'until then 截止时刻')
    .option('--overdue', 'only what the ledger’s time has reached 仅列出已到期')
    .option('--json', 'as JSON, one a line 以 JSON 逐行输出')
    .addHelpText(
      'after',
      `\nWith --key the gateway shows what that participant may see, else the public's part. 使用 --key 可查看该参与方有权查看的内容。\n${exitCodeHelp}`,
    )
    .action(due);
}

async function due({ kind, of, from, to, overdue, json, ...settings }: DueOptions): Promise<void> {
  if (![from, to].every((time) => time === undefined || isTime(time))) {
    throw new QuanchengError('OPTION_INVALID', '--from, --to: expected YYYY-MM-DDTHH:MM:SS.mmmZ');
  }
  const client = await openReading(settings);
  const filters = {
    ...(kind === undefined ? {} : { kind }),
    ...(of === undefined ? {} : { participant: of }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  for await (const each of client.due.all(filters)) {
    // They come by time: behind the first that is not reached, none is.
    if (overdue === true && !each.reached) return;
    print(json === true ? JSON.stringify(each) : lineOf(each));
  }
}

function lineOf({ time, nature, kind, name, title, reached, whose }: DueDate): string {
  const state = !reached ? '' : nature === 'deadline' ? '  OVERDUE 逾期' : '  reached 已到';
  return visibleText(`${time}  ${kind} ${name}  ${title.zh} ${title.en}  (${whose.join(', ')})${state}`);
}
