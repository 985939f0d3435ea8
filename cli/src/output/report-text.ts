import type { RecordStatement } from '@quancheng/protocol';
import {
  type BundleResult,
  type Check,
  formatFingerprint,
  type TrustRootSummary,
  type VerificationResult,
} from '@quancheng/verifier';
import { print } from './print.js';
import { notProvenTexts, verdictTexts } from './verdict-text.js';
import { visibleText } from './visible-text.js';

const MARKS = { match: '✔', mismatch: '✘', unverifiable: '?' } as const;
/** Of a bundle, so many records that are not proven are shown in full; --json shows all. */
const SHOWN_RECORDS = 5;

/** The verification of one record, for people. What it says of the record comes from the verified payload only. */
export function printReport(result: VerificationResult): void {
  for (const check of result.checks) printCheck(check);
  for (const { code, sentence } of result.notices) print(`! ${code} ${sentence.zh} ${sentence.en}`);
  if (result.statement !== undefined) printStatement(result.statement);
  printTemplated(result);
  printTimes(result);
  printConclusion(result);
}

/** The verification of a bundle: what is wrong in full, the rest counted. */
export function printBundleReport(result: BundleResult): void {
  for (const check of result.checks) printCheck(check);
  const proven = result.records.filter(({ code }) => code === undefined).length;
  print(`Records 记录: ${result.records.length}, of which fit 其中相符: ${proven}`);
  const doubtful = [...result.records.entries()].filter(([, { code }]) => code !== undefined);
  for (const [position, record] of doubtful.slice(0, SHOWN_RECORDS)) {
    print(`Record 记录 ${position + 1}: ${record.verdict}`);
    for (const check of record.checks.filter(
      ({ status, code }) => status !== 'match' && code !== 'ORIGINAL_NOT_GIVEN',
    )) {
      printCheck(check);
    }
  }
  if (doubtful.length > SHOWN_RECORDS)
    print(`… and 另有 ${doubtful.length - SHOWN_RECORDS} more (--json shows all)`);
  printConclusion(result);
}

function printCheck({ status, code, sentence }: Check): void {
  print(`${MARKS[status]} ${sentence.zh}`);
  print(`  ${sentence.en}${code === undefined ? '' : ` [${code}]`}`);
}

function printStatement(statement: RecordStatement): void {
  const { id, actingFor, custodian, provenance, signers } = statement;
  const what = statement.schema === 'quancheng/document/v1' ? statement.title : statement.catalogue;
  print(`Record 记录: ${visibleText(what)} (${id})`);
  print(
    `  signed by 签名方: ${signers.map(({ participant }) => participant).join(', ')}, for 代表: ${actingFor}`,
  );
  if (statement.schema === 'quancheng/sharing-event/v1') {
    print(
      `  shared 共享: ${statement.provider} → ${statement.consumer}, for 用途: ${visibleText(statement.purpose)}`,
    );
  }
  print(`  custodian 保管: ${visibleText(custodian)}; source 来源: ${visibleText(provenance.source)}`);
}

/** The template with its digest, and what is known of the row; no title unless the template's file was at hand. */
function printTemplated({ template, fields = [] }: VerificationResult): void {
  if (template === undefined) return;
  const { id, version, sha256, title } = template;
  const name = title === undefined ? '' : ` ${visibleText(title.zh)} ${visibleText(title.en)}`;
  print(`Template 行业模板: ${id}@${version}${name}`);
  print(`  sha256 ${sha256}`);
  for (const field of fields) {
    const label = field.name === undefined ? '' : `${visibleText(field.name.zh)} `;
    print(`  ${label}${visibleText(field.field)}: ${visibleText(JSON.stringify(field.value))}`);
  }
}

/** Each time with who says so. */
function printTimes({ times, asOf }: VerificationResult): void {
  const { claimed, received, anchored, notAfter, cosigned } = times;
  if (claimed !== undefined) print(`Claimed 声称时间:   ${claimed}  (by the signer 签名方)`);
  if (received !== undefined) print(`Received 接收时间:  ${received}  (by the log's clock 日志时钟)`);
  if (anchored !== undefined)
    print(
      `Anchored 锚定时间:  not before 不早于 ${anchored.time}  (ledger tick 账本时标 ${anchored.number})`,
    );
  if (notAfter !== undefined)
    print(`                   not after 不晚于 ${notAfter}  (endorsed read 背书读取)`);
  if (cosigned !== undefined)
    print(`Cosigned 联署时间:  ${cosigned}  (a quorum, by the witnesses' clocks 达到门限时，见证者时钟)`);
  if (asOf !== undefined) print(`Key status as of 密钥状态截至: tick 时标 ${asOf.number}, ${asOf.time}`);
}

/** The verdict in words, what it doesn't say, under which trust root, and when. */
export function printConclusion({
  verdict,
  code,
  trustRoot,
  verifiedAt,
}: Pick<VerificationResult, 'verdict' | 'code' | 'verifiedAt'> & {
  readonly trustRoot?: TrustRootSummary;
}): void {
  const text = verdictTexts[verdict];
  print(`Verdict 结论: ${verdict}${code === undefined ? '' : ` (${code})`}`);
  print(`  ${text.zh}`);
  print(`  ${text.en}`);
  print('Not proven 未证明:');
  for (const { en, zh } of notProvenTexts) print(`  – ${zh} ${en}`);
  if (trustRoot !== undefined) {
    print(
      `Trust root 信任根: ${visibleText(trustRoot.consortium)}, ${formatFingerprint(trustRoot.fingerprint)}`,
    );
  }
  print(`Verified offline at 离线核验于: ${verifiedAt}`);
}
