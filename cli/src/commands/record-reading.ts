import { Command } from 'commander';
import { isRecordName } from '@quancheng/domain';
import { isTime, QuanchengError } from '@quancheng/protocol';
import type { ServedKind } from '@quancheng/sdk';
import { exitCodeHelp } from '../exit-code.js';
import { readCount } from '../input/read-count.js';
import { addSettingOptions, type SettingOptions } from '../input/settings.js';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';
import { openReading } from '../records/acting.js';
import { remarkPublic, verifyShown } from '../records/verify-shown.js';

type ReadingOptions = SettingOptions & { readonly asOf?: string; readonly json?: true };
type ListOptions = ReadingOptions & {
  readonly where?: readonly string[];
  readonly text?: string;
  readonly limit?: number;
};

const readingHelp = `
A record and its history are held against what the organisations of the pinned trust root endorse; a list is not.
记录及其历史与信任根中各机构的背书核对；列表不核对。
With --key the gateway shows what that participant may see, else the public's part. 使用 --key 可查看该参与方有权查看的内容。
${exitCodeHelp}`;

export function newShowCommand(kind: ServedKind): Command {
  return reading('show', 'Show it as it is, or as it was. 查看当前或过去某时的状态')
    .argument('<name>', 'the record’s name 记录名称')
    .option('--as-of <time>', 'as it was then, YYYY-MM-DDTHH:MM:SS.mmmZ 指定时刻')
    .action(async (name: string, options: ReadingOptions) => {
      const { asOf } = options;
      assertName(name);
      if (asOf !== undefined && !isTime(asOf))
        throw new QuanchengError('OPTION_INVALID', '--as-of: expected YYYY-MM-DDTHH:MM:SS.mmmZ');
      const client = await openReading(options);
      const { record, extent } = await client.records.get(kind, name, asOf);
      if (extent === 'public') print('The public register’s entry 公开登记内容:');
      printJson(record, options);
      if (extent === 'public') remarkPublic();
      else await verifyShown(client, kind, name, [record]);
    });
}

export function newListCommand(kind: ServedKind): Command {
  return reading('list', 'List those that you may see, the newest first. 列出')
    .option('--where <member=value>', 'for example status=active; may be repeated 筛选', collect)
    .option('--text <text>', 'only those that contain it 包含文本')
    .option('--limit <count>', 'at most so many, 1 to 200 数量上限', readCount(1, 200))
    .action(async (options: ListOptions) => {
      const { text, limit } = options;
      const filters = {
        ...Object.fromEntries((options.where ?? []).map(parseFilter)),
        ...(text === undefined ? {} : { text }),
        ...(limit === undefined ? {} : { limit }),
      };
      const { items, next } = await (await openReading(options)).records.list(kind, filters);
      if (options.json === true) printJson(items, options);
      else for (const { record } of items) printLine(record);
      if (next !== undefined) print('… more: narrow the search or raise --limit 还有更多');
    });
}

export function newHistoryCommand(kind: ServedKind): Command {
  return reading('history', 'List all its versions, oldest first. 列出全部版本')
    .argument('<name>', 'the record’s name 记录名称')
    .action(async (name: string, options: ReadingOptions) => {
      assertName(name);
      const client = await openReading(options);
      const versions = await client.records.versions(kind, name);
      if (options.json === true) printJson(versions, options);
      else for (const version of versions) printLine(version);
      await verifyShown(client, kind, name, versions);
    });
}

function assertName(name: string): void {
  if (isRecordName(name)) return;
  throw new QuanchengError('OPTION_INVALID', `${name}: a record’s name is <participant>/<id>`);
}

function reading(name: string, description: string): Command {
  return addSettingOptions(new Command(name).description(description))
    .option('--json', 'as JSON 以 JSON 输出')
    .addHelpText('after', readingHelp);
}

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly at: { readonly time: string };
}

function printLine({ id, status, version, at }: Listed): void {
  print(visibleText(`${at.time}  ${id}  ${status}  version 版本 ${version}`));
}

/** JSON escapes control characters; what it leaves of those that mislead the eye is escaped here, line by line. */
function printJson(value: unknown, { json }: ReadingOptions): void {
  const text = JSON.stringify(value, undefined, json === true ? 0 : 2);
  for (const line of text.split('\n')) print(json === true ? line : visibleText(line));
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function parseFilter(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at <= 0) throw new QuanchengError('OPTION_INVALID', `--where ${text}: expected <member>=<value>`);
  return [text.slice(0, at), text.slice(at + 1)];
}
