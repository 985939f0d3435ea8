import type { ErrorArea } from './error-entry.js';

const guarantee = {
  en: 'Civil Code, article 440; Judicial Interpretation on Guarantees, article 63',
  zh: '民法典 第四百四十条、担保制度解释 第六十三条',
};
const rank = { en: 'Civil Code, article 409', zh: '民法典 第四百零九条' };

/** Refusals by the rules of pledges, priority searches and searches. */
export const pledgeErrors = {
  PLEDGE_PARTIES_SAME: {
    status: 422,
    retryable: false,
    meaning: { en: 'Pledgor and pledgee are the same participant.', zh: '出质人与质权人为同一参与方。' },
    action: { en: 'Name two different participants.', zh: '请填写两个不同的参与方。' },
  },
  PLEDGOR_NOT_HOLDER: {
    status: 409,
    retryable: false,
    meaning: { en: 'The pledgor does not hold the certificate.', zh: '出质人不是该凭证的持有人。' },
    action: {
      en: 'Look who holds it now: it may have been transferred meanwhile.',
      zh: '请查询现持有人：凭证可能已转移。',
    },
  },
  COLLATERAL_NOT_LIVE: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The certificate is not registered, or its validity has ended.',
      zh: '该凭证未登记生效，或有效期已届满。',
    },
    action: {
      en: 'Take another certificate as collateral, or wait until it is registered.',
      zh: '请更换质押标的，或待登记完成后办理。',
    },
  },
  RIGHT_NOT_REGISTERED: {
    status: 422,
    retryable: false,
    meaning: { en: 'The certificate does not register this right.', zh: '凭证未登记该项权利。' },
    action: { en: 'Name one of the rights that the message lists.', zh: '请填写消息中列出的权利之一。' },
    law: guarantee,
  },
  SECURITY_NOT_LICENSED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The data are not the holder’s own, and the certificate does not say that the licence of their source permits security.',
      zh: '数据并非持有人自有，且凭证未载明来源许可允许设立担保。',
    },
    action: {
      en: 'Have the certificate changed if the licence permits it (`permitsSecurity`).',
      zh: '如来源许可确实允许，请先变更凭证（permitsSecurity）。',
    },
    law: guarantee,
  },
  PLEDGE_TERM_EXCEEDED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The debt would last longer than the certificate.',
      zh: '债务履行期限超过凭证有效期。',
    },
    action: { en: 'Shorten the term, or renew the certificate first.', zh: '请缩短期限，或先续展凭证。' },
  },
  VALUATION_REPORT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The report is no reliable valuation of this certificate.',
      zh: '所引用的报告不是该凭证的有效估值报告。',
    },
    action: {
      en: 'Name a valuation in force that is about this certificate.',
      zh: '请引用针对该凭证且有效的估值报告。',
    },
  },
  COLLATERAL_EXCLUSIVE: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The right is pledged exclusively, or is pledged already and this pledge would be exclusive.',
      zh: '该权利已设立独占质押，或已有质押而本质押要求独占。',
    },
    action: {
      en: 'Let the pledges that the message names be released first.',
      zh: '请先解除消息中列出的质押。',
    },
  },
  COLLATERAL_EXCEEDED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The pledges on the right would take up more than all of it.',
      zh: '该权利上的质押合计将超出其全部价值。',
    },
    action: { en: 'Take no more than what is free.', zh: '请不要超过剩余比例。' },
  },
  PRIORITY_RESERVED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'There is no room beside what a running priority search keeps for its owner.',
      zh: '优先查询期间已为他人保留，剩余空间不足。',
    },
    action: { en: 'Wait until its window is over.', zh: '请待优先查询期届满。' },
  },
  PRIORITY_MISMATCH: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The priority search is over, somebody else’s, or keeps less than the pledge would take.',
      zh: '该优先查询已届期、属于他人，或保留的权利与比例不符。',
    },
    action: { en: 'Leave it out, or take what it keeps.', zh: '请勿引用，或按其保留的内容办理。' },
  },
  PRIORITY_RUNNING: {
    status: 409,
    retryable: false,
    meaning: { en: 'The priority search’s window is not over.', zh: '优先查询期尚未届满。' },
    action: { en: 'Wait until its end.', zh: '请待期满。' },
  },
  EXTERNAL_TIMES_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The external registration would lie in the future, or has ended.',
      zh: '外部登记时间晚于当前时间，或登记已届期。',
    },
    action: { en: 'Copy its times from the registry’s certificate.', zh: '请按登记证明填写时间。' },
  },
  EXTERNAL_NUMBER_TAKEN: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'Another pledge of this certificate has this external registration number.',
      zh: '该外部登记编号已用于同一凭证的其他质押。',
    },
    action: { en: 'Check the number.', zh: '请核对登记编号。' },
  },
  EXTERNAL_TIME_EARLIER: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A registration that replaces another cannot be older: what had ended keeps no rank.',
      zh: '新登记时间早于其所接续的登记；已届期的登记不保留顺位。',
    },
    action: {
      en: 'Give the time of the new registration.',
      zh: '请填写新登记的时间。',
    },
    law: guarantee,
  },
  EXTERNAL_LAPSED: {
    status: 409,
    retryable: false,
    meaning: { en: 'The external registration has ended.', zh: '外部登记已届期失效。' },
    action: { en: 'Register it anew and prolong the pledge.', zh: '请重新办理外部登记并在此续期。' },
    law: guarantee,
  },
  EXTERNAL_CURRENT: {
    status: 409,
    retryable: false,
    meaning: { en: 'The external registration has not ended.', zh: '外部登记尚未届期。' },
    action: { en: 'Wait until its end.', zh: '请待登记届期。' },
  },
  PLEDGE_FILING_OPEN: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The time for registering the pledge externally is not over.',
      zh: '办理外部登记的期限尚未届满。',
    },
    action: { en: 'Wait until its end.', zh: '请待期满。' },
  },
  VARIATION_PREJUDICES: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The pledge would take up more while others lie on the right or are about to.',
      zh: '该权利上另有质押或优先查询，不得扩大本质押的比例。',
    },
    action: {
      en: 'Make a further pledge: it ranks behind the others.',
      zh: '请另行设立质押，其顺位在他人之后。',
    },
    law: rank,
  },
  SUBORDINATION_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'What the pledge would step behind is no other pledge on the same right.',
      zh: '所让位的对象不是同一权利上的其他质押。',
    },
    action: { en: 'Name another pledge that lies on the right.', zh: '请填写同一权利上的其他质押。' },
    law: rank,
  },
  ASSIGNMENT_TO_PARTY: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The assignee is the pledgee already, or holds the certificate.',
      zh: '受让人已是质权人，或为凭证持有人。',
    },
    action: { en: 'Name a third participant.', zh: '请填写第三方参与方。' },
  },
  RELEASE_COLLATERAL_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The release names another collateral than this pledge has.',
      zh: '解除申请所列标的与该质押不符。',
    },
    action: {
      en: 'Check which pledge is to be released; nothing was.',
      zh: '请核对要解除的质押；本次未解除任何质押。',
    },
  },
  RELEASE_AMOUNT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The release names another debt than this pledge secures.',
      zh: '解除申请所列债权与该质押不符。',
    },
    action: {
      en: 'Check which pledge is to be released; nothing was.',
      zh: '请核对要解除的质押；本次未解除任何质押。',
    },
  },
  RELEASE_PART_LARGER: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'After a partial release the pledge would take up more than before.',
      zh: '部分解除后的比例大于解除前。',
    },
    action: { en: 'Give the portion that remains.', zh: '请填写剩余比例。' },
  },
  PLEDGED_RIGHTS_FIXED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The rights of a pledged certificate cannot be changed.',
      zh: '凭证已质押，不得变更其权利。',
    },
    action: { en: 'Let the pledges be released first.', zh: '请先解除质押。' },
  },
  SEARCH_PROOF_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: { en: 'The file is no well-formed search proof.', zh: '文件不是格式正确的查询证明。' },
    action: { en: 'Ask for the file again.', zh: '请重新获取文件。' },
  },
  SEARCH_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: { en: 'The ledger holds no such search.', zh: '账本中没有该次查询。' },
    action: { en: 'Check the name of the search.', zh: '请核对查询名称。' },
  },
  SEARCH_EXTENT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'What the proof shows is not what the search found, or pledges are missing.',
      zh: '证明所示与查询当时所见不符，或缺少质押记录。',
    },
    action: {
      en: 'Ask for the proof anew; rely on nothing in it.',
      zh: '请重新获取证明；不要依赖其中任何内容。',
    },
  },
} as const satisfies ErrorArea;
