import type { BilingualText } from '@quancheng/protocol';
import type { FraudKind } from './fraud-proof.js';

const ALWAYS: readonly BilingualText[] = [
  {
    en: 'who acted, and why: whoever has the key can sign, a thief of it, too',
    zh: '行为人及其原因：持有密钥者均可签署，包括窃取密钥者',
  },
];

const TWO_TREES: BilingualText = { en: 'which of the two is the true one', zh: '二者之中何者为真' };

const NOBODY_RELIED: BilingualText = {
  en: 'that anybody relied on the tree that was not anchored',
  zh: '有人曾信赖未锚定的树',
};

const BY_KIND: Readonly<Record<FraudKind, readonly BilingualText[]>> = {
  fork: [TWO_TREES],
  rewrite: [TWO_TREES],
  'anchored-fork': [NOBODY_RELIED],
  'anchored-rewrite': [NOBODY_RELIED],
  'two-leaves': [TWO_TREES],
  'broken-promise': [
    { en: 'that the promised entry is nowhere else in the log', zh: '所承诺的条目不在日志的其他位置' },
  ],
  'late-promise': [
    {
      en: 'that the entries were lost or changed: they may have been anchored later',
      zh: '条目遗失或被改动：其可能在之后锚定',
    },
    { en: 'whose fault it was: the ledger may have been out of reach', zh: '过错归属：当时账本可能无法访问' },
  ],
};

/** What a fraud proof of this kind leaves open, for whoever reads the verdict. */
export function notProvenBy(kind: FraudKind): readonly BilingualText[] {
  return [...ALWAYS, ...BY_KIND[kind]];
}
