import { errorRegistry, type BilingualText, type ErrorCode } from '@quancheng/protocol';
import type { CheckStatus } from '../report/check.js';
import {
  checkRegistry,
  statusNames,
  unverifiableCodes,
  type CheckDescription,
} from '../report/check-registry.js';

/** The checks of docs/specs/fraud-proof.md, in its order. */
export const fraudCheckIds = [
  'fraud-proof',
  'trust-root',
  'checkpoints',
  'inclusion',
  'promise',
  'read',
  'related',
  'contradiction',
] as const;

export type FraudCheckId = (typeof fraudCheckIds)[number];

/** What one check of a fraud proof found. */
export interface FraudCheck {
  readonly id: FraudCheckId;
  readonly status: CheckStatus;
  readonly code?: ErrorCode;
  readonly sentence: BilingualText;
}

export const fraudCheckRegistry: Readonly<Record<FraudCheckId, CheckDescription>> = {
  'fraud-proof': {
    name: { en: 'Fraud proof', zh: '舞弊证明' },
    match: { en: 'The file is a well-formed fraud proof.', zh: '文件是格式正确的舞弊证明。' },
    codes: ['FRAUD_PROOF_MALFORMED'],
  },
  'trust-root': checkRegistry['trust-root'],
  checkpoints: {
    name: { en: 'Checkpoints', zh: '检查点' },
    match: {
      en: 'Every checkpoint is signed by a log of the trust root.',
      zh: '各检查点均由信任根所列日志签署。',
    },
    codes: ['CHECKPOINT_SIGNATURE_INVALID', 'CHECKPOINT_UNKNOWN_LOG'],
  },
  inclusion: {
    name: { en: 'Inclusion', zh: '包含证明' },
    match: {
      en: 'Every leaf is in its checkpoint’s tree at its index.',
      zh: '各叶均位于其检查点之树的相应序号处。',
    },
    codes: ['INCLUSION_INVALID'],
  },
  promise: {
    name: { en: 'Promise', zh: '承诺' },
    match: {
      en: 'The promise is signed by a log of the trust root for this ledger.',
      zh: '承诺由信任根所列日志为该账本签署。',
    },
    codes: ['PROMISE_INVALID'],
  },
  read: { ...checkRegistry.reads, name: { en: 'Endorsed read', zh: '背书读取' } },
  related: {
    name: { en: 'Same thing', zh: '同一事项' },
    match: {
      en: 'The parts are about the same log and the same place in it.',
      zh: '各部分关涉同一日志的同一位置。',
    },
    codes: ['FRAUD_PARTS_UNRELATED'],
  },
  contradiction: {
    name: { en: 'Contradiction', zh: '矛盾' },
    match: { en: 'The parts contradict each other.', zh: '各部分相互矛盾。' },
    codes: ['FRAUD_NOT_SHOWN', 'FRAUD_DEADLINE_RUNNING'],
  },
};

/** The check with this outcome; no code means that it matches. */
export function newFraudCheck(id: FraudCheckId, code?: ErrorCode): FraudCheck {
  const { name, match } = fraudCheckRegistry[id];
  const status = statusOf(code);
  const text = code === undefined ? match : errorRegistry[code].meaning;
  const sentence = {
    en: `${name.en}: ${statusNames[status].en}. ${text.en}`,
    zh: `${name.zh}：${statusNames[status].zh}。${text.zh}`,
  };
  return { id, status, ...(code === undefined ? {} : { code }), sentence };
}

function statusOf(code: ErrorCode | undefined): CheckStatus {
  if (code === undefined) return 'match';
  return unverifiableCodes.has(code) ? 'unverifiable' : 'mismatch';
}
