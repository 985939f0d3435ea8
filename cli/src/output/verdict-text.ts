import type { BilingualText } from '@quancheng/protocol';
import type { Verdict } from '@quancheng/verifier';
import { ExitCode } from '../exit-code.js';

export const verdictTexts: Readonly<Record<Verdict, BilingualText>> = {
  'integrity-proven': {
    en: 'INTEGRITY PROVEN. The record has been as it is since it was anchored; organisations of several operators vouch for it.',
    zh: '完整性已证明。该记录自锚定以来未被改动，由多个运营方的机构共同背书。',
  },
  'self-attested': {
    en: 'SELF-ATTESTED. Everything fits together, but a single operator runs this ledger and could have made all of it.',
    zh: '自证。全部证据相互吻合，但该账本由单一运营方运行，此运营方本可自行制作全部证据。',
  },
  unverifiable: {
    en: 'CANNOT BE CHECKED. Nothing contradicts the record, but a proof that is needed is missing or cannot be judged here.',
    zh: '无法核验。没有与该记录相矛盾之处，但缺少必要的证明，或此处无法判断。',
  },
  mismatch: {
    en: 'MISMATCH. Something does not fit what was signed, logged or anchored: do not rely on it.',
    zh: '不一致。有内容与被签名、入日志或锚定者不符：请勿采信。',
  },
};

/** What no verdict says (在线诉讼规则 16–19: a technical match presumes integrity after deposit only). */
export const notProvenTexts: readonly BilingualText[] = [
  { en: 'that the content was true or complete before it was anchored', zh: '内容在锚定之前真实、完整' },
  { en: 'that its collection, content or use is lawful', zh: '其采集、内容或使用合法' },
];

/** Of a fraud proof, what it proves is what was asked. */
export function exitCodeOf(verdict: Verdict | 'fraud-proven'): number {
  if (verdict === 'mismatch') return ExitCode.mismatch;
  return verdict === 'unverifiable' ? ExitCode.unusable : ExitCode.done;
}
