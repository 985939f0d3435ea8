import type { ErrorArea } from './error-entry.js';

export const logErrors = {
  LOG_FORK_REFUSED: {
    status: 503,
    retryable: false,
    meaning: {
      en: 'The log refuses to sign a checkpoint, because its tree does not contain the last anchor or a witness’s head.',
      zh: '日志拒绝签署检查点：其树不包含最近的锚定或见证者的树头。',
    },
    action: {
      en: 'Stop the gateway and put the newest copy of its folder back, never an older backup; without one, register a new log under another origin, and have depositors send again what only the lost part held.',
      zh: '请停止网关并放回其目录的最新副本，切勿使用较旧的备份；若无副本，请以新名称登记新日志，并请存证方重新提交仅存于丢失部分的记录。',
    },
  },
  LOG_BUSY: {
    status: 429,
    retryable: true,
    meaning: {
      en: 'The log has more submissions waiting than it will hold in memory.',
      zh: '日志待处理的提交已达内存上限。',
    },
    action: {
      en: 'Send it again later under the same key.',
      zh: '请稍后以同一编号重发。',
    },
  },
  LOG_CLOSED: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'The log is closing or closed.',
      zh: '日志正在关闭或已关闭。',
    },
    action: {
      en: 'Send it again under the same key once the gateway runs again.',
      zh: '请待网关恢复运行后以同一编号重发。',
    },
  },
  LOG_STORAGE_FAILED: {
    status: 503,
    retryable: false,
    meaning: {
      en: 'The log could not write to its storage and takes nothing more; what was not acknowledged is not promised.',
      zh: '日志无法写入存储，已停止接收；未确认的提交不作承诺。',
    },
    action: {
      en: 'Free space or repair the storage, then restart the gateway; send again under the same key.',
      zh: '请清理空间或修复存储后重启网关，并以同一编号重发。',
    },
  },
  LOG_LOCKED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'Another process has this log open.',
      zh: '该日志正由另一进程打开。',
    },
    action: {
      en: 'Stop the other process, or use another data folder.',
      zh: '请停止另一进程，或使用其他数据目录。',
    },
  },
  LOG_JOURNAL_CORRUPT: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'The log’s journal is damaged or incomplete before its end.',
      zh: '日志的流水文件在末尾之前有损坏或缺失。',
    },
    action: {
      en: 'Restore the named segment from a copy; never cut it off, because acknowledged records would be lost.',
      zh: '请用副本恢复指出的段文件；切勿截断，否则会丢失已确认的记录。',
    },
  },
  LOG_TREE_CORRUPT: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'The log’s tiles do not give the root that it signed, or a file of theirs is missing.',
      zh: '日志的分片与其已签署的树根不符，或有文件缺失。',
    },
    action: {
      en: 'Stop the gateway and run `quancheng log rebuild`: tiles and checkpoint are made again from the journal. `quancheng log fsck` shows what is damaged.',
      zh: '请停止网关并运行 quancheng log rebuild：分片与检查点由流水文件重新生成。quancheng log fsck 可列出损坏之处。',
    },
  },
  LOG_INDEX_CORRUPT: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'The database that finds submissions in the log’s journal is damaged.',
      zh: '用于在日志流水文件中查找提交的数据库已损坏。',
    },
    action: {
      en: 'Stop the gateway, remove the folder that is named, and start it again: the index is made again from the journal.',
      zh: '请停止网关，删除所指目录后重新启动：索引将由流水文件重新生成。',
    },
  },
  LOG_CHECKPOINTS_CORRUPT: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'The gateway’s store of anchored checkpoints or of cosignatures is damaged.',
      zh: '网关保存的已锚定检查点或见证签名已损坏。',
    },
    action: {
      en: 'Stop the gateway, move the folder that is named aside and start it again: anchors are made again from the ledger, and witnesses cosign the next checkpoint. Ask for evidence again that rested on a lost cosignature.',
      zh: '请停止网关，将所指目录移开后重新启动：锚定由账本重新得出，见证者将签署下一检查点；依赖已丢失见证签名的证据须重新获取。',
    },
  },
  LOG_SETTINGS_CORRUPT: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'The file that holds the log’s terms, or which of its keys promised what, is damaged or missing.',
      zh: '保存日志条款或承诺密钥区间的文件已损坏或缺失。',
    },
    action: {
      en: 'Restore the named file from a copy: promises that are asked for again depend on it.',
      zh: '请用副本恢复所指文件：再次索取的承诺取决于它。',
    },
  },
  LOG_HEADS_UNKNOWN: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'The log could not learn the ledger’s or the witnesses’ last head, so it neither opens nor signs.',
      zh: '日志无法得知账本或见证者最近的树头，因此不予打开或签署。',
    },
    action: {
      en: 'Wait until they can be reached.',
      zh: '请等待其恢复可达。',
    },
  },
  LOG_SUBMISSION_INVALID: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'A submission to the log contradicts its own description.',
      zh: '提交给日志的内容与其自身描述不符。',
    },
    action: {
      en: 'Report it: the gateway’s validation should have refused it.',
      zh: '请报告此问题：网关校验本应拒绝。',
    },
  },
  LOG_INDEX_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: {
      en: 'The log has no such entry or tree size yet.',
      zh: '日志尚无该条目或该树大小。',
    },
    action: {
      en: 'Ask for an index below the log’s size.',
      zh: '请查询小于日志当前大小的序号。',
    },
  },
  LOG_ORIGIN_MISMATCH: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The data folder holds another log than the one configured.',
      zh: '数据目录中的日志与配置的日志不是同一个。',
    },
    action: {
      en: 'Use the origin that the folder was created with, or another folder.',
      zh: '请使用创建该目录时的日志名称，或改用其他目录。',
    },
  },
} as const satisfies ErrorArea;
