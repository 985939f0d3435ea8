import type { ErrorArea } from './error-entry.js';

/** What `quancheng log watch` finds (docs/specs/watch.md), and what keeps it from watching. */
export const watchErrors = {
  WATCH_FORK: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The log signed two trees that contradict each other, or one that the ledger’s anchor contradicts.',
      zh: '日志签署了相互矛盾的两个树，或与账本锚定相矛盾的树。',
    },
    action: {
      en: 'Deposit nothing more there. Take the fraud proof and the finding to the arbitration commission; the ledger’s tree counts.',
      zh: '请停止向其存证，并将舞弊证明与发现提交仲裁委员会；以账本所锚定的树为准。',
    },
  },
  WATCH_TILES_WRONG: {
    status: 502,
    retryable: true,
    meaning: {
      en: 'What the log serves does not lead to the root that it signed, or is not there.',
      zh: '日志所提供的内容与其签署的根不符，或无法取得。',
    },
    action: {
      en: 'Have the operator run `quancheng log check` and restore the files; if it lasts, treat the entries as withheld.',
      zh: '请运营方执行 `quancheng log check` 并恢复文件；若持续，应视为条目被扣留。',
    },
  },
  WATCH_ENTRY_WRONG: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'An entry of the log is no entry, or its time goes backwards or was passed before the log showed it.',
      zh: '日志中的条目格式不符，或其时间倒退，或其时间早于日志首次展示该条目之前。',
    },
    action: {
      en: 'Its time of receipt is not to be believed: rely on the anchors’ times. Ask the operator.',
      zh: '其接收时间不可信，请以锚定时间为准，并询问运营方。',
    },
  },
  WATCH_LOG_BEHIND: {
    status: 409,
    retryable: true,
    meaning: {
      en: 'The log shows a smaller tree than the ledger, a witness or this monitor has seen.',
      zh: '日志展示的树小于账本、见证者或本监测器所见。',
    },
    action: {
      en: 'It was restored from an old backup, or hides entries: have it stopped and compared with the ledger.',
      zh: '日志可能由旧备份恢复，或隐藏条目：请停止并与账本比对。',
    },
  },
  WATCH_PROMISE_BROKEN: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The log has another entry at an index than it promised.',
      zh: '日志在某序号处的条目与其承诺不同。',
    },
    action: {
      en: 'Keep the fraud proof, deposit the record again elsewhere, and go to the arbitration commission.',
      zh: '请保存舞弊证明，将该记录另行存证，并提交仲裁委员会。',
    },
  },
  WATCH_PROMISE_LATE: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The ledger had not anchored a promised entry when its time was over.',
      zh: '所承诺的条目到期时账本尚未锚定。',
    },
    action: {
      en: 'Ask the operator why; if it is not anchored soon, deposit the record at another log.',
      zh: '请询问运营方原因；若仍未锚定，请将记录存证于另一日志。',
    },
  },
  WATCH_PROMISE_DUE: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'A promised entry is not anchored, and its time is nearly over.',
      zh: '所承诺的条目尚未锚定，且即将到期。',
    },
    action: {
      en: 'Look at the gateway and the ledger: anchoring takes seconds when both are well.',
      zh: '请检查网关与账本：二者正常时，锚定只需数秒。',
    },
  },
  WATCH_PROMISE_DOUBLED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'One record was promised twice: by two logs, or at two places of one.',
      zh: '同一记录获得两次承诺：来自两个日志，或同一日志的两处。',
    },
    action: {
      en: 'No fraud: a client went on to another gateway. Count the record once; name one of the two in contracts.',
      zh: '并非舞弊：客户端曾转向另一网关。该记录只应计一次，合同中请指明其一。',
    },
  },
  WATCH_PROMISE_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A file in a watched folder holds a promise that no log of the trust root signed for this ledger.',
      zh: '所监测目录中的某承诺并非由信任根所列日志为本账本签署。',
    },
    action: {
      en: 'It proves nothing against anybody. Ask who answered the deposit; pin the newest trust root.',
      zh: '其不能证明任何事项。请查明由谁应答存证，并固定最新的信任根。',
    },
  },
  WATCH_ANCHORING_STALLED: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'The log has entries that are not anchored, and for too long no anchor came.',
      zh: '日志有未锚定的条目，且长时间没有新的锚定。',
    },
    action: {
      en: 'See `/v1/health` of the gateway: is the ledger away, does it refuse anchors? Promises will be late.',
      zh: '请查看网关 `/v1/health`：账本是否离线或拒绝锚定？承诺将逾期。',
    },
  },
  WATCH_TICKS_STALLED: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'The ledger’s clock stands still: no tick for too long.',
      zh: '账本时钟停滞：长时间没有新的时刻。',
    },
    action: {
      en: 'See that at least one gateway writes ticks and that the ledger takes transactions.',
      zh: '请确认至少一个网关在写入时刻，且账本接受交易。',
    },
  },
  WATCH_QUORUM_MISSING: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'For too long no quorum of witnesses has cosigned what is anchored.',
      zh: '长时间没有达到门限的见证者联署已锚定的内容。',
    },
    action: {
      en: 'Ask those who run the witnesses. Evidence stays without their word until they are back.',
      zh: '请联系见证者运营方。其恢复前，证据不含其联署。',
    },
  },
  WATCH_WITNESS_AWAY: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'A witness gives no answer, or has cosigned nothing of a log.',
      zh: '见证者没有应答，或尚未联署某日志。',
    },
    action: {
      en: 'Ask who runs it; a quorum of the others is enough.',
      zh: '请联系其运营方；其余见证者达到门限即可。',
    },
  },
  WATCH_KEY_UNKNOWN: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'A checkpoint is signed by no key that the trust root has for this log and size, or by no known witness.',
      zh: '检查点并非由信任根所列的该日志该大小的密钥签署，或无已知见证者的联署。',
    },
    action: {
      en: 'Did the log’s key rotate? Then pin the successor of the trust root. Otherwise somebody else answers at this address.',
      zh: '日志密钥是否已更换？若是，请固定后继信任根；否则该地址由他人应答。',
    },
  },
  WATCH_TRUST_ROOT_OLD: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The ledger has a key for a log that the pinned trust root doesn’t name, or a witness goes by a key that was replaced.',
      zh: '账本为某日志登记了已固定的信任根未列的密钥，或某见证者仍依据已被替换的密钥。',
    },
    action: {
      en: 'Take the successor of the trust root with `quancheng trust pin` before the old key stops signing, here and at the witnesses.',
      zh: '请在旧密钥停止签署前，于此处及各见证者处以 `quancheng trust pin` 固定后继信任根。',
    },
  },
  WATCH_GATEWAY_AWAY: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'A log gives no answer. That proves nothing against it.',
      zh: '日志没有应答。这不能证明其有过错。',
    },
    action: {
      en: 'Check the address and the network between; deposits and promises cannot be judged meanwhile.',
      zh: '请检查地址与网络；其间无法判断存证与承诺。',
    },
  },
  WATCH_LEDGER_AWAY: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'The ledger cannot be read, or no answer of it is endorsed as the trust root asks.',
      zh: '无法读取账本，或其应答未按信任根要求背书。',
    },
    action: {
      en: 'Check the connection to your peer, or name another gateway; until then nobody can say what is anchored.',
      zh: '请检查与本机构节点的连接，或指定另一网关；其间无法判断锚定情况。',
    },
  },
  WATCH_LOG_UNWATCHED: {
    status: 404,
    retryable: false,
    meaning: {
      en: 'The trust root names a log, or a promise is of one, at whose entries this monitor cannot look.',
      zh: '信任根或某承诺涉及本监测器无法查看的日志。',
    },
    action: { en: 'Give the address of its gateway, too.', zh: '请同时提供其网关地址。' },
  },
  WATCH_CLOCK_OFF: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'This machine’s clock differs from the ledger’s or a witness’s by more than it should.',
      zh: '本机时钟与账本或见证者的时钟相差过大。',
    },
    action: {
      en: 'Correct this machine’s clock (NTP) first; deadlines are judged by it.',
      zh: '请先校正本机时钟（NTP）；到期与否以其判断。',
    },
  },
  WATCH_STATE_DAMAGED: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'What the monitor keeps cannot be read.',
      zh: '监测器保存的内容无法读取。',
    },
    action: {
      en: 'Look at the disk. If a head is lost, begin with a new folder, keep the old one, and read its findings.',
      zh: '请检查磁盘。若树头丢失，请改用新目录，保留旧目录并查看其中的发现。',
    },
  },
} as const satisfies ErrorArea;
