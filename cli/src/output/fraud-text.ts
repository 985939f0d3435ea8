import { formatFingerprint, notProvenBy, type FraudCheck, type FraudResult } from '@quancheng/verifier';
import { print } from './print.js';
import { visibleText } from './visible-text.js';

const MARKS = { match: '✔', mismatch: '✘', unverifiable: '?' } as const;

const VERDICTS = {
  'fraud-proven': {
    en: 'FRAUD PROVEN. Under the pinned trust root, the parts contradict each other.',
    zh: '舞弊已证明。在已固定的信任根下，各部分相互矛盾。',
  },
  unverifiable: {
    en: 'CANNOT BE CHECKED. Nobody is convicted: something is missing, or cannot be judged here.',
    zh: '无法核验。未认定任何人：缺少必要内容，或此处无法判断。',
  },
  mismatch: {
    en: 'NOT PROVEN. Nobody is convicted: the file does not show what it claims.',
    zh: '未证明。未认定任何人：文件未能证明其所主张者。',
  },
} as const;

/** The verification of a fraud proof, for people: who is convicted of what, and what is not proven. */
export function printFraud(result: FraudResult): void {
  const { verdict, code, kind, checks, convicted, trustRoot, verifiedAt } = result;
  for (const check of checks) printCheck(check);
  for (const { sentence, party } of convicted) {
    print(`Convicted 认定 (${party === 'log' ? 'log 日志' : 'witness 见证者'}):`);
    print(`  ${visibleText(sentence.zh)}`);
    print(`  ${visibleText(sentence.en)}`);
  }
  print(`Verdict 结论: ${verdict}${code === undefined ? '' : ` (${code})`}`);
  print(`  ${VERDICTS[verdict].zh}`);
  print(`  ${VERDICTS[verdict].en}`);
  if (verdict === 'fraud-proven' && kind !== undefined) {
    print('Not proven 未证明:');
    for (const { en, zh } of notProvenBy(kind)) print(`  – ${zh} ${en}`);
  }
  if (trustRoot !== undefined)
    print(
      `Trust root 信任根: ${visibleText(trustRoot.consortium)}, ${formatFingerprint(trustRoot.fingerprint)}`,
    );
  print(`Verified offline at 离线核验于: ${verifiedAt}`);
}

function printCheck({ status, code, sentence }: FraudCheck): void {
  print(`${MARKS[status]} ${sentence.zh}`);
  print(`  ${sentence.en}${code === undefined ? '' : ` [${code}]`}`);
}
