import { NOTICE_NOT_PERFECTION } from '@quancheng/domain';
import { isJsonObject } from '@quancheng/protocol';
import type {
  PriorityState,
  ProvenSearch,
  SearchedPledge,
  SearchResult,
  SearchView,
} from '@quancheng/verifier';
import { print } from './print.js';
import { printConclusion } from './report-text.js';
import { visibleText } from './visible-text.js';

const MARKS = { match: '✔', mismatch: '✘', unverifiable: '?' } as const;

/** The verification of a search proof, for people. */
export function printSearch(result: SearchResult): void {
  for (const { number, status, code, sentence } of result.checks) {
    print(`${MARKS[status]} ${number}. ${sentence.zh}`);
    print(`     ${sentence.en}${code === undefined ? '' : ` [${code}]`}`);
  }
  if (result.proven !== undefined) printProven(result.proven);
  printConclusion(result);
}

function printProven({ search, written, then, now, asOf }: ProvenSearch): void {
  const { id, searcher, certificate, at } = search;
  print(visibleText(`Search 查询 ${id} by 查询人 ${searcher}, of 标的 ${certificate}`));
  print(`  ledger time 账本时间 ${at.time} (tick 时标 ${at.tick})`);
  print(`  block 区块 ${written.block}, transaction 交易 ${written.transaction}`);
  print('What the register showed then 查询当时登记内容:');
  printView(then);
  print(`What is known now, of then and since 截至目前已知 (tick 时标 ${asOf.number}, ${asOf.time}):`);
  printView(now);
  print(`  ${NOTICE_NOT_PERFECTION}`);
}

function printView({ certificate, pledges, priorities, holds }: SearchView): void {
  print(visibleText(`  certificate 凭证: ${certificate.status}, version 版本 ${certificate.version}`));
  const { validTo, freezes } = certificate;
  if (typeof validTo === 'string') print(`    valid until 有效期至 ${validTo}`);
  if (Array.isArray(freezes) && freezes.length > 0)
    print(`    ! frozen by courts’ documents 法院冻结文书: ${freezes.length}`);
  if (pledges.length === 0) print('  No pledge was ever recorded on it. 其上从未记载质押。');
  for (const each of pledges) printPledge(each);
  for (const each of priorities) printPriority(each);
  if (holds.length === 0) print('  No hold. 无告知或冻结。');
  for (const { id, status } of holds) print(visibleText(`  hold 告知或冻结 ${id}: ${status}`));
}

function printPledge({ pledge, rank, isLapsed }: SearchedPledge): void {
  const { id, status, right, pledgee, external, at } = pledge;
  const pending = status === 'contracted' ? ' (pending, not registered externally 待办理外部登记)' : '';
  print(
    visibleText(`  pledge 质押 ${id}: ${status}${pending}, ${right}, pledgee 质权人 ${pledgee}, ${at.time}`),
  );
  if (external !== undefined) {
    const { registry, number, registered, expires } = external;
    print(
      visibleText(`    external registration 外部登记: ${registry} ${number}, ${registered} → ${expires}`),
    );
  }
  if (rank !== undefined) {
    const law = rank.external === undefined ? 'none 无' : String(rank.external);
    print(`    rank by external registration 法定登记顺位: ${law}; by the ledger 账本顺位: ${rank.ledger}`);
    if (rank.differs)
      print(
        '    ! The two orders differ; the law follows the external one. 两种顺位不一致，以法定登记为准。',
      );
  }
  if (isLapsed) print('    ! The external registration has ended. 外部登记已届期。');
  const dispute = disputeText(pledge);
  if (dispute !== undefined) print(`    ! ${dispute}`);
}

function disputeText({ status, dispute }: SearchedPledge['pledge']): string | undefined {
  if (dispute === undefined) return undefined;
  if (status === 'disputed') return 'Its release is disputed. 其解除存在争议。';
  return isJsonObject(dispute) && 'reinstated' in dispute
    ? 'Released wrongly, and reinstated by a court’s document. 曾被错误解除，已由法院文书恢复。'
    : 'A dispute about its release has ended. 关于其解除的争议已终结。';
}

function printPriority({ id, owner, right, portion, until }: PriorityState): void {
  print(
    visibleText(
      `  priority search 优先查询 ${id}: ${right}, ${portion} %, kept for 保留给 ${owner} until 至 ${until}`,
    ),
  );
}
