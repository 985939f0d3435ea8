import type { BilingualText, ErrorCode } from '@quancheng/protocol';
import type { CheckId } from './check-id.js';

/** All that is fixed about a check: its name, what a match says, and the codes that it can give. */
export interface CheckDescription {
  readonly name: BilingualText;
  readonly match: BilingualText;
  /** The first stands for every failure that has no code of its own here. */
  readonly codes: readonly [ErrorCode, ...ErrorCode[]];
}

export const checkRegistry: Readonly<Record<CheckId, CheckDescription>> = {
  package: {
    name: { en: 'Package', zh: '证据包' },
    match: { en: 'The file is a well-formed evidence package.', zh: '文件是格式正确的证据包。' },
    codes: ['PACKAGE_MALFORMED'],
  },
  'trust-root': {
    name: { en: 'Trust root', zh: '信任根' },
    match: {
      en: 'The trust root is the pinned one and well formed.',
      zh: '信任根是已固定的信任根，格式正确。',
    },
    codes: ['TRUST_ROOT_INVALID', 'TRUST_ROOT_NOT_PINNED'],
  },
  statement: {
    name: { en: 'Statement', zh: '声明' },
    match: { en: 'The signed payload is a statement of a known kind.', zh: '被签名的载荷是已知种类的声明。' },
    codes: ['STATEMENT_INVALID'],
  },
  audience: {
    name: { en: 'Audience', zh: '受众' },
    match: { en: 'The statement was made for this ledger.', zh: '声明是为该账本作出的。' },
    codes: ['AUDIENCE_MISMATCH'],
  },
  batch: {
    name: { en: 'Batch', zh: '批次' },
    match: {
      en: 'The statement is a member of the signed batch, at its place.',
      zh: '声明是已签名批次的成员，且位置相符。',
    },
    codes: ['BATCH_PROOF_INVALID', 'BATCH_MEMBER_MISPLACED'],
  },
  reads: {
    name: { en: 'Endorsed reads', zh: '背书读取' },
    match: {
      en: 'Enough operators of the trust root endorsed what the ledger holds about this record.',
      zh: '信任根中足够多的运营方为账本所载的该记录相关内容作了背书。',
    },
    codes: [
      'READ_MALFORMED',
      'READ_SET_MISMATCH',
      'READ_CONTEXT_MISMATCH',
      'READ_SIGNATURE_INVALID',
      'READ_CONFLICT',
      'READ_INCOMPLETE',
      'ENDORSEMENT_TOO_FEW',
      'STATE_VERSION_UNSUPPORTED',
    ],
  },
  signatures: {
    name: { en: 'Signatures', zh: '签名' },
    match: {
      en: 'Exactly the stated signers signed, with keys and roles that the ledger holds for them.',
      zh: '恰由声明所列的签名者签名，所用密钥与角色同账本登记相符。',
    },
    codes: ['SIGNATURE_INVALID', 'SIGNER_SET_MISMATCH', 'KEY_UNKNOWN', 'ROLE_MISSING'],
  },
  entry: {
    name: { en: 'Log entry', zh: '日志条目' },
    match: {
      en: 'The log entry binds this statement and this envelope.',
      zh: '日志条目绑定了该声明与该信封。',
    },
    codes: ['ENTRY_MISMATCH'],
  },
  checkpoint: {
    name: { en: 'Checkpoint', zh: '检查点' },
    match: { en: 'The checkpoint is signed by a log of the trust root.', zh: '检查点由信任根所列日志签署。' },
    codes: ['CHECKPOINT_SIGNATURE_INVALID', 'CHECKPOINT_UNKNOWN_LOG'],
  },
  inclusion: {
    name: { en: 'Inclusion', zh: '包含证明' },
    match: {
      en: 'The entry is in the checkpoint’s tree at its index.',
      zh: '条目位于检查点之树的相应序号处。',
    },
    codes: ['INCLUSION_INVALID'],
  },
  anchor: {
    name: { en: 'Anchor', zh: '锚定' },
    match: {
      en: 'The ledger holds exactly this checkpoint, the first that covers the entry.',
      zh: '账本载有该检查点，且为首个覆盖该条目者。',
    },
    codes: ['ANCHOR_MISMATCH', 'ANCHOR_MISSING', 'ANCHOR_NOT_FIRST'],
  },
  'signer-keys': {
    name: { en: 'Signer keys', zh: '签名密钥' },
    match: {
      en: 'Each key was registered before the anchor, and not revoked before it.',
      zh: '各密钥在锚定之前已登记，且未在锚定之前被吊销。',
    },
    codes: ['KEY_NOT_YET_REGISTERED', 'KEY_REVOKED'],
  },
  promise: {
    name: { en: 'Promise', zh: '承诺' },
    match: { en: 'The log kept its promise for this record.', zh: '日志履行了对该记录的承诺。' },
    codes: ['PROMISE_INVALID', 'PROMISE_BROKEN'],
  },
  original: {
    name: { en: 'Original', zh: '原件' },
    match: { en: 'The original’s digests and size are the stated ones.', zh: '原件的摘要与大小与声明一致。' },
    codes: ['ORIGINAL_MISMATCH', 'ORIGINAL_SIZE_MISMATCH', 'ORIGINAL_KEY_MISSING', 'ORIGINAL_NOT_GIVEN'],
  },
  witnesses: {
    name: { en: 'Witnesses', zh: '见证者' },
    match: {
      en: 'Enough witnesses of the trust root cosigned the anchored tree, or a later one that contains it.',
      zh: '信任根中足够多的见证者联署了已锚定的树，或包含它的较新的树。',
    },
    codes: [
      'COSIGNATURE_INVALID',
      'COSIGNED_CHECKPOINT_MISMATCH',
      'WITNESS_QUORUM_MISSING',
      'WITNESS_POLICY_NONE',
    ],
  },
  template: {
    name: { en: 'Template', zh: '行业模板' },
    match: {
      en: 'The statement, and what was disclosed of its row, fits the template that it names.',
      zh: '声明及已出示的字段符合其所列的行业模板。',
    },
    codes: ['TEMPLATE_VIOLATED', 'TEMPLATE_NOT_GIVEN'],
  },
  disclosure: {
    name: { en: 'Disclosed fields', zh: '出示字段' },
    match: {
      en: 'Every disclosed field is the one to which the record committed.',
      zh: '出示的每个字段均为该记录所承诺的字段。',
    },
    codes: ['DISCLOSURE_MISMATCH'],
  },
};

/** Codes that refute nothing: something is missing, or is not what this trust root can judge. All others contradict the evidence. */
export const unverifiableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'TRUST_ROOT_NOT_PINNED',
  'TRUST_ROOT_INVALID',
  'READ_INCOMPLETE',
  'ENDORSEMENT_TOO_FEW',
  'STATE_VERSION_UNSUPPORTED',
  'CHECKPOINT_UNKNOWN_LOG',
  'ANCHOR_MISSING',
  'ANCHOR_NOT_FIRST',
  'ROLE_MISSING',
  'KEY_REVOKED',
  'ORIGINAL_NOT_GIVEN',
  'ORIGINAL_KEY_MISSING',
  'WITNESS_QUORUM_MISSING',
  'WITNESS_POLICY_NONE',
  'FRAUD_DEADLINE_RUNNING',
  'TEMPLATE_NOT_GIVEN',
  'DEPENDS_ON_FAILED',
  'CONSORTIUM_REQUIRED',
  'DOSSIER_FILE_MISSING',
  'DOSSIER_DOCUMENT_UNBOUND',
  'DOSSIER_LEDGER_MISMATCH',
]);

export const statusNames = {
  match: { en: 'match', zh: '一致' },
  mismatch: { en: 'mismatch', zh: '不一致' },
  unverifiable: { en: 'cannot be checked', zh: '无法核验' },
} as const;
