import type { ErrorArea } from './error-entry.js';

const restore = {
  en: 'Do not go on with this ledger: restore a backup that passes “quancheng node verify-ledger”.',
  zh: '请勿继续使用该账本：请恢复能通过 quancheng node verify-ledger 检查的备份。',
};
const rebuild = {
  en: 'If the blocks are sound, run “quancheng node rebuild-state”.',
  zh: '若区块完好，请运行 quancheng node rebuild-state。',
};

/** What `quancheng node verify-ledger` finds. */
export const inspectionErrors = {
  LEDGER_RECORD_DAMAGED: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A record of the block files has a wrong checksum or length.',
      zh: '区块文件中的一条记录校验和或长度有误。',
    },
    action: restore,
  },
  LEDGER_BLOCK_MALFORMED: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A block cannot be decoded, or holds what no block should hold.',
      zh: '区块无法解码，或含有区块不应有的内容。',
    },
    action: restore,
  },
  LEDGER_NUMBER_MISMATCH: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A block does not have the number of its place in the chain.',
      zh: '区块编号与其在链中的位置不符。',
    },
    action: restore,
  },
  LEDGER_PREVIOUS_HASH_MISMATCH: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A block does not name the hash of the header before it.',
      zh: '区块所记的前一区块头哈希不符。',
    },
    action: restore,
  },
  LEDGER_DATA_HASH_MISMATCH: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A block’s transactions are not those that its header was made for.',
      zh: '区块中的交易与区块头的数据哈希不符。',
    },
    action: restore,
  },
  LEDGER_CONFIGURATION_MISMATCH: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'Block 0 cannot be followed, or its authorities are not those of the node’s folder.',
      zh: '创世区块无法解析，或其证书机构与节点文件夹中的不符。',
    },
    action: restore,
  },
  LEDGER_BLOCK_SIGNATURE_INVALID: {
    status: 500,
    retryable: false,
    meaning: { en: 'An orderer’s signature of a block does not verify.', zh: '排序节点对区块的签名无效。' },
    action: restore,
  },
  LEDGER_QUORUM_MISSING: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'Fewer orderers have validly signed a block than the channel’s configuration demands.',
      zh: '对区块有效签名的排序节点少于通道配置的要求。',
    },
    action: restore,
  },
  LEDGER_CREATOR_SIGNATURE_INVALID: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A transaction that is marked as VALID is not signed by its creator.',
      zh: '标记为 VALID 的交易没有其创建者的有效签名。',
    },
    action: restore,
  },
  LEDGER_ENDORSEMENT_INVALID: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'An endorsement of a transaction that is marked as VALID does not verify.',
      zh: '标记为 VALID 的交易含有无效背书。',
    },
    action: restore,
  },
  LEDGER_ENDORSEMENT_POLICY_FAILED: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A transaction is endorsed by fewer than the policy in force at its block demands.',
      zh: '交易的背书不满足其区块当时的背书策略。',
    },
    action: restore,
  },
  LEDGER_FLAG_MISMATCH: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A transaction’s stored validation flag is not the one that validation yields.',
      zh: '交易存储的验证标志与重新验证的结果不符。',
    },
    action: restore,
  },
  LEDGER_STATE_UNREADABLE: {
    status: 500,
    retryable: false,
    meaning: { en: 'The state database cannot be opened.', zh: '状态数据库无法打开。' },
    action: rebuild,
  },
  LEDGER_STATE_MISMATCH: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A value of the state database is not what the blocks say.',
      zh: '状态数据库中的值与区块不符。',
    },
    action: rebuild,
  },
  LEDGER_HISTORY_MISMATCH: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A key’s history in the state database is not what the blocks say.',
      zh: '状态数据库中键的历史与区块不符。',
    },
    action: rebuild,
  },
  LEDGER_INDEX_MISMATCH: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'An index of blocks or transactions in the state database is not what the blocks say.',
      zh: '状态数据库中的区块或交易索引与区块不符。',
    },
    action: rebuild,
  },
  LEDGER_BLOCKS_MISSING: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'The state database has taken in more blocks than there are.',
      zh: '状态数据库已应用的区块多于现有区块。',
    },
    action: restore,
  },
} as const satisfies ErrorArea;
