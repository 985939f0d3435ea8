import type { ErrorArea } from './error-entry.js';

/** Refusals that every record's state machine knows; RECORD_UNKNOWN is the gateway's, too, and stands there. */
export const recordErrors = {
  RECORD_EXISTS: {
    status: 409,
    retryable: false,
    meaning: { en: 'A record of this name exists.', zh: '同名记录已存在。' },
    action: {
      en: 'Choose another name, or order a change of the record.',
      zh: '请另选名称，或对现有记录发出变更命令。',
    },
  },
  RECORD_FOREIGN: {
    status: 403,
    retryable: false,
    meaning: {
      en: 'The name belongs to another participant’s name space.',
      zh: '该名称属于其他参与方的命名空间。',
    },
    action: { en: 'Begin the name with your own participant id.', zh: '请以本方参与方标识作为名称开头。' },
  },
  REFERENCE_UNKNOWN: {
    status: 422,
    retryable: false,
    meaning: { en: 'The command refers to a record that does not exist.', zh: '命令引用的记录不存在。' },
    action: { en: 'Check the reference that the message names.', zh: '请核对消息中指出的引用。' },
  },
  TRANSITION_INVALID: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The action does not lead from the record’s present status.',
      zh: '记录的当前状态不允许该操作。',
    },
    action: {
      en: 'Read the record; docs/specs/records.md tells which actions its status allows.',
      zh: '请读取该记录；docs/specs/records.md 列出各状态允许的操作。',
    },
  },
  CALENDAR_EXCEEDED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A period ends on a day that the register’s calendar does not cover.',
      zh: '期限届满日超出登记机构日历的范围。',
    },
    action: { en: 'The registrar extends the calendar.', zh: '请由登记机构更新日历。' },
  },
  READ_STALE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'An endorsed read is older than the verifier asked for.',
      zh: '背书读取早于核验方要求的时间。',
    },
    action: { en: 'Get a fresh endorsed read from the ledger.', zh: '请重新向账本获取背书读取。' },
  },
  HISTORY_BROKEN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'Versions of a record, or entries of a collection, are missing, altered or do not chain up to its head.',
      zh: '记录的版本或集合的条目有缺失、被改动，或未能逐一链接至其头部。',
    },
    action: {
      en: 'Get all pages again from the ledger, at one head.',
      zh: '请重新向账本获取同一头部下的全部分页。',
    },
  },
  AS_OF_UNPROVEN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The endorsed reads do not show which version was in force at that moment, with nothing that could still come before it.',
      zh: '背书读取未能证明该时刻有效的版本，或其前仍可能写入其他版本。',
    },
    action: {
      en: 'Get an endorsed read of that version and its successor, taken two ticks after that moment.',
      zh: '请在该时刻之后两个时标，获取该版本及其后继版本的背书读取。',
    },
  },
} as const satisfies ErrorArea;
