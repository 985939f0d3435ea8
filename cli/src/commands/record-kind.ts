import { Command } from 'commander';
import { formatSignatories, machines } from '@quancheng/domain';
import type { ServedKind } from '@quancheng/sdk';
import { exitCodeHelp } from '../exit-code.js';
import { actionHelp, describeAction } from '../records/action-description.js';
import { orderRecord } from '../records/order-record.js';
import { bodyHelp } from '../records/read-body.js';
import { addRecordOptions, type RecordOptions } from '../records/record-options.js';
import { newProveCommand } from './record-proving.js';
import { newSearchNowCommand, newSearchProveCommand } from './search-proving.js';
import { newSealCommand } from './use-seal.js';
import { newUnsealCommand } from './use-unseal.js';
import { newHistoryCommand, newListCommand, newShowCommand } from './record-reading.js';

const descriptions: Readonly<Record<ServedKind, string>> = {
  certificate: 'Data-rights certificates: apply, examine, register, transfer. 数据权属登记凭证',
  objection: 'Objections to certificates in public notice. 公示异议',
  consent: 'Consents of persons and enterprises: offer, give, withdraw. 个人与企业授权',
  use: 'Uses of consents: ask, deliver, open. 授权使用',
  grant: 'Operation grants of public data: plan, approve, sign, file, suspend, end. 公共数据授权运营',
  trade: 'Trades of data products: list, agree, deliver, settle, compensate. 数据产品交易',
  register: 'Registers and their rules. 登记簿',
  purpose: 'Purposes of processing, with what each may need at most. 处理目的',
  calendar: 'Calendars of working days. 工作日历',
  licence: 'Licences of those who sign reports. 第三方机构资质',
  report: 'Signed reports of third parties: valuation, compliance, quality, inspection. 第三方报告',
  pledge: 'Pledges of certificates’ rights: notice of them, not perfection. 质押（提示性记载）',
  priority: 'Priority searches: a place in the ledger’s order for a fixed window. 优先查询',
  search: 'Searches of what lies on a certificate, themselves on record. 质押查询',
  hold: 'Holds of arbitration commissions on evidence. 仲裁证据留存、告知、冻结',
  'revenue-rule': 'Rules by which revenue of public data is shared. 收益分配规则',
  revenue: 'Revenue of public data: accrue, reconcile, approve, pay, audit. 公共数据运营收益',
  'voucher-scheme': 'Schemes under which vouchers are issued. 数据要素券政策',
  voucher: 'Vouchers towards what their holders buy. 数据要素券',
  redemption: 'Claims against vouchers. 数据要素券兑付',
};

/** One command a kind, with a subcommand for each row of its state machine’s table. */
export function newRecordKindCommands(): readonly Command[] {
  return (Object.keys(descriptions) as ServedKind[]).map(newKindCommand);
}

function newKindCommand(kind: ServedKind): Command {
  const command = new Command(kind).description(descriptions[kind]);
  for (const action of Object.keys(machines[kind].transitions)) command.addCommand(newActionCommand(action));
  if (kind === 'search') command.addCommand(newSearchNowCommand());
  if (kind === 'use') command.addCommand(newSealCommand()).addCommand(newUnsealCommand());
  return command
    .addCommand(newShowCommand(kind))
    .addCommand(newListCommand(kind))
    .addCommand(newHistoryCommand(kind))
    .addCommand(kind === 'search' ? newSearchProveCommand() : newProveCommand(kind));
}

function newActionCommand(action: string): Command {
  const description = describeAction(action);
  const { verb, title, from, to, by } = description;
  const what = from.length === 0 ? 'a new record' : 'the record';
  const command = new Command(verb)
    .description(
      `${title}: ${from.length === 0 ? 'new' : from.join(', ')} → ${to.join(', ')}; by ${formatSignatories(by)}`,
    )
    .argument('<name>', `${what}’s name, <participant>/<id> 记录名称`);
  return addRecordOptions(command)
    .addHelpText('after', `${actionHelp(description)}\n${bodyHelp}\n${exitCodeHelp}`)
    .action((name: string, options: RecordOptions) => orderRecord(action, name, options));
}
