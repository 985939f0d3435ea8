import type { ErrorArea } from './error-entry.js';

/** What happens between a client and the ledger, beside the contract's own codes. */
export const ledgerClientErrors = {
  LEDGER_REFUSED: {
    status: 502,
    retryable: false,
    meaning: {
      en: 'The ledger’s peers refused the call for a reason that has no code.',
      zh: '账本节点拒绝了调用，原因没有对应代码。',
    },
    action: { en: 'Read the message; it is the peers’ own.', zh: '请查看消息，其内容来自节点本身。' },
  },
  LEDGER_ANSWER_MALFORMED: {
    status: 502,
    retryable: false,
    meaning: {
      en: 'An answer of the ledger does not have the form that its contract specifies.',
      zh: '账本的应答不符合合约规定的格式。',
    },
    action: {
      en: 'Check that the configured chaincode is this project’s contract.',
      zh: '请检查所配置的链码是否为本项目的合约。',
    },
  },
  TRANSACTION_INVALID: {
    status: 502,
    retryable: false,
    meaning: {
      en: 'The ledger ordered the transaction but found it invalid; it has written nothing.',
      zh: '账本已排序该交易但判定其无效；未写入任何内容。',
    },
    action: {
      en: 'Read the validation code in the message; check identities and endorsement policy.',
      zh: '请查看消息中的校验代码，检查身份与背书策略。',
    },
  },
  OUTCOME_UNKNOWN: {
    status: 504,
    retryable: true,
    meaning: {
      en: 'A transaction was submitted, and what became of it could not be found out in time.',
      zh: '交易已提交，但未能及时获知其结果。',
    },
    action: {
      en: 'Send the same commands again: what was done already is answered with its first result.',
      zh: '请重新发送相同的命令：已完成的将返回首次结果。',
    },
  },
  ENDORSEMENTS_DIFFER: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'The organisations’ peers gave different answers, as happens while some of them lag behind.',
      zh: '各组织节点给出的结果不一致，部分节点同步滞后时会出现这种情况。',
    },
    action: {
      en: 'Try again in a moment; if it stays, compare the peers’ heights and contract versions.',
      zh: '请稍后重试；若持续出现，请比较各节点的区块高度与合约版本。',
    },
  },
} as const satisfies ErrorArea;
