import { Command, Option } from 'commander';
import { participantTypes } from '@quancheng/domain';
import { QuanchengError } from '@quancheng/protocol';
import { exitCodeHelp } from '../../exit-code.js';
import { readCount } from '../../input/read-count.js';
import { addRegistrarOptions, openRegistrar, type RegistrarOptions } from '../../ordering/open-commander.js';
import { order } from '../../ordering/order.js';
import { print } from '../../output/print.js';

interface ChangeOptions extends RegistrarOptions {
  readonly name?: string;
  readonly type?: string;
  readonly roles?: string;
  readonly recordsPerDay?: number;
  readonly commandsPerDay?: number;
}

/** `quancheng participant change`: what the registrar decides about an organisation. */
export function newChangeCommand(): Command {
  const command = new Command('change')
    .description('Registrar: change an organisation’s name, type, roles or quota. 登记机构：变更参与方')
    .argument('<id>', '统一社会信用代码');
  const count = readCount(0, Number.MAX_SAFE_INTEGER);
  return addRegistrarOptions(command)
    .option('--name <text>', 'its new name (default: as it is) 名称')
    .addOption(new Option('--type <type>', 'what it is (default: as it is) 类型').choices(participantTypes))
    .option('--roles <list>', 'its roles, by commas (default: as they are) 角色')
    .option('--records-per-day <count>', 'quota of records; give both quotas or none 每日存证限额', count)
    .option('--commands-per-day <count>', 'quota of commands 每日命令限额', count)
    .addHelpText(
      'after',
      `\nWithout quotas, a quota that it had ends. 不给限额则取消原限额。\n${exitCodeHelp}`,
    )
    .action(change);
}

async function change(id: string, options: ChangeOptions): Promise<void> {
  const registrar = await openRegistrar(options);
  const { name, type, roles, version } = await registrar.client.participant(id);
  const body = {
    name: options.name ?? name ?? '',
    type: options.type ?? type,
    roles: rolesOf(options.roles) ?? [...roles],
    ...quotaOf(options),
  };
  await order(registrar, { action: 'participant.change', target: id, expectedVersion: version, body });
  print(`Done 已完成: participant.change ${id}`);
}

function rolesOf(text: string | undefined): string[] | undefined {
  const names = text?.split(',').map((role) => role.trim());
  return names?.filter((role) => role !== '').sort();
}

function quotaOf({ recordsPerDay, commandsPerDay }: ChangeOptions) {
  if (recordsPerDay === undefined && commandsPerDay === undefined) return {};
  if (recordsPerDay === undefined || commandsPerDay === undefined) {
    throw new QuanchengError('OPTION_MISSING', '--records-per-day and --commands-per-day belong together');
  }
  return { quota: { recordsPerDay, commandsPerDay } };
}
