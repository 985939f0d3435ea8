import { basename } from 'node:path';
import { formatFingerprint, type VerificationResult } from '@quancheng/verifier';
import { print } from './print.js';
import { notProvenTexts, verdictTexts } from './verdict-text.js';
import { visibleText } from './visible-text.js';

/** What a verified record means, in the lines that fit on a slip of paper. */
export function printReceipt(
  result: VerificationResult,
  path: string,
  { original, row }: { readonly original: string; readonly row?: number },
): void {
  const { statement, log, times, trustRoot, verdict } = result;
  const what = `${basename(original)}${row === undefined ? '' : `, row 第 ${row} 行`}`;
  const line = (label: string, text: string | undefined) => {
    if (text !== undefined) print(`  ${label} ${visibleText(text)}`);
  };
  print('');
  print('存证回执 Deposit receipt (verified offline 已离线核验)');
  line('对象 what      ', what);
  line('存证方 depositor', statement?.actingFor);
  line('摘要 SHA-256   ', statement?.original.sha256);
  line('日志 log       ', log === undefined ? undefined : `${log.origin}, entry 条目 ${log.index}`);
  line('声称 claimed   ', times.claimed);
  line('接收 received  ', times.received);
  line(
    '锚定 anchored  ',
    times.anchored === undefined ? undefined : `not before 不早于 ${times.anchored.time}`,
  );
  line('                ', times.notAfter === undefined ? undefined : `not after 不晚于 ${times.notAfter}`);
  line('信任根 root    ', trustRoot === undefined ? undefined : formatFingerprint(trustRoot.fingerprint));
  line('结论 verdict   ', `${verdict}: ${verdictTexts[verdict].zh} ${verdictTexts[verdict].en}`);
  line('未证明 not proven', notProvenTexts.map(({ en, zh }) => `${zh} (${en})`).join('；'));
  line('证据 evidence  ', path);
  print('');
}
