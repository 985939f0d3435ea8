import type { ErrorArea } from './error-entry.js';

export const clientErrors = {
  PRIVATE_KEY_UNREADABLE: {
    status: 400,
    retryable: false,
    meaning: { en: 'The private key could not be read or decrypted.', zh: '无法读取或解密私钥。' },
    action: { en: 'Check the key file and its passphrase.', zh: '请检查密钥文件及其口令。' },
  },
  KEY_FILE_INVALID: {
    status: 400,
    retryable: false,
    meaning: {
      en: 'The file is not a key file of the form quancheng/key/v1.',
      zh: '文件不是 quancheng/key/v1 形式的密钥文件。',
    },
    action: {
      en: 'Give the file that "quancheng keygen" wrote, unchanged.',
      zh: '请提供 quancheng keygen 生成且未改动的文件。',
    },
  },
  PASSPHRASE_MISSING: {
    status: 400,
    retryable: false,
    meaning: {
      en: 'A passphrase is needed, and there is no terminal to ask for it.',
      zh: '需要口令，但没有可供询问的终端。',
    },
    action: {
      en: 'Set QUANCHENG_PASSPHRASE, or run the command in a terminal.',
      zh: '请设置环境变量 QUANCHENG_PASSPHRASE，或在终端中运行。',
    },
  },
  OPTION_INVALID: {
    status: 400,
    retryable: false,
    meaning: { en: 'An option or argument of the command cannot be used.', zh: '命令的选项或参数不可用。' },
    action: { en: 'See the command’s --help.', zh: '请查看该命令的 --help。' },
  },
  PROFILE_INVALID: {
    status: 400,
    retryable: false,
    meaning: {
      en: 'The profile file has a member that is unknown or of the wrong form.',
      zh: '配置档中有未知的成员或成员形式不符。',
    },
    action: { en: 'Correct the member that the message names.', zh: '请修正消息中指出的成员。' },
  },
  FILE_UNREADABLE: {
    status: 400,
    retryable: false,
    meaning: { en: 'A file cannot be read.', zh: '文件无法读取。' },
    action: { en: 'Check the path and the permissions.', zh: '请检查路径与权限。' },
  },
  FILE_UNWRITABLE: {
    status: 500,
    retryable: false,
    meaning: { en: 'A file cannot be written.', zh: '文件无法写入。' },
    action: {
      en: 'Check the folder’s permissions and the free space; QUANCHENG_HOME chooses another data folder.',
      zh: '请检查文件夹权限与剩余空间；可用 QUANCHENG_HOME 指定其他数据目录。',
    },
  },
  FILE_EXISTS: {
    status: 409,
    retryable: false,
    meaning: { en: 'The file is there already, and is not overwritten.', zh: '文件已存在，不会覆盖。' },
    action: {
      en: 'Choose another name with --out, or move the file away.',
      zh: '请用 --out 指定其他文件名，或先移走该文件。',
    },
  },
  FILE_KIND_UNKNOWN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The file is none of the kinds that this command reads.',
      zh: '该文件不属于本命令可读取的类型。',
    },
    action: { en: 'See the command’s --help for what it reads.', zh: '可读取的类型见该命令的 --help。' },
  },
  ROWS_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: { en: 'The file cannot be split into rows.', zh: '无法将文件拆分为行。' },
    action: {
      en: 'Check the quotes of the CSV (RFC 4180) and the length of its rows.',
      zh: '请检查 CSV 的引号（RFC 4180）与行长。',
    },
  },
  GATEWAY_UNREACHABLE: {
    status: 503,
    retryable: true,
    meaning: { en: 'The gateway cannot be reached.', zh: '无法连接网关。' },
    action: {
      en: 'Check the address and that the gateway runs; what was acknowledged is safe, and the same command continues where it stopped.',
      zh: '请检查地址并确认网关正在运行；已确认的内容不受影响，重新执行同一命令即可续传。',
    },
  },
  GATEWAY_RESPONSE_INVALID: {
    status: 502,
    retryable: false,
    meaning: {
      en: 'The gateway’s answer does not have the form that docs/specs/gateway.md gives.',
      zh: '网关的应答不符合 docs/specs/gateway.md 规定的形式。',
    },
    action: {
      en: 'Check that the address is that of a Quancheng gateway of a fitting version.',
      zh: '请确认该地址是版本相符的泉城链网关。',
    },
  },
  ANCHOR_TIMEOUT: {
    status: 504,
    retryable: true,
    meaning: {
      en: 'The record is deposited, but no anchor covered it within the time given.',
      zh: '记录已存证，但在限定时间内尚未被锚定。',
    },
    action: {
      en: 'Run "quancheng deposit --finish" later; the promise holds until then.',
      zh: '请稍后运行 quancheng deposit --finish；在此之前以承诺为凭。',
    },
  },
  OUTBOX_LOCKED: {
    status: 409,
    retryable: true,
    meaning: { en: 'Another process is depositing this file now.', zh: '另一进程正在存证此文件。' },
    action: { en: 'Wait until it has ended, or stop it.', zh: '请等待其结束，或将其停止。' },
  },
  OUTBOX_INVALID: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'The outbox on disk does not have the form that this version writes.',
      zh: '磁盘上的发件箱不是本版本写入的形式。',
    },
    action: {
      en: 'Use the version that wrote it; do not delete it before its records are acknowledged.',
      zh: '请使用写入它的版本；在其中的记录得到确认之前切勿删除。',
    },
  },
  DEPOSIT_OPTIONS_CHANGED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'This file’s deposit was begun with other options.',
      zh: '此文件的存证是以其他选项开始的。',
    },
    action: {
      en: 'Repeat the command with the options of the first time, or give --again to deposit the file once more under new ids.',
      zh: '请使用首次的选项重新执行，或用 --again 以新编号再次存证。',
    },
  },
  FINGERPRINT_MISSING: {
    status: 400,
    retryable: false,
    meaning: {
      en: 'A trust root is pinned only by a fingerprint that came from elsewhere.',
      zh: '信任根只能凭另行取得的指纹固定。',
    },
    action: {
      en: 'Get the fingerprint from the consortium by another way (a letter, a telephone call, a gazette) and give it with --fingerprint.',
      zh: '请通过其他途径（公函、电话、公告）向联盟取得指纹，并用 --fingerprint 给出。',
    },
  },
  FINGERPRINT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The trust root has another fingerprint than the one given.',
      zh: '信任根的指纹与给出的不同。',
    },
    action: {
      en: 'Do not use this trust root; ask the consortium which is right.',
      zh: '请勿使用该信任根，并向联盟核实。',
    },
  },
  OPTION_MISSING: {
    status: 400,
    retryable: false,
    meaning: { en: 'The command needs more information than was given.', zh: '命令所需的信息不足。' },
    action: { en: 'Give the option that the message names.', zh: '请补充消息中指出的选项。' },
  },
  LOG_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A log’s entries, tiles and signed checkpoint do not fit together.',
      zh: '日志的条目、瓦片与已签名的检查点不相符。',
    },
    action: {
      en: 'Keep a copy of what was served: it is evidence against the log; tell the other organisations.',
      zh: '请保留所提供内容的副本：它是针对该日志的证据；并通知其他成员机构。',
    },
  },
  EVIDENCE_REFUSED: {
    status: 502,
    retryable: false,
    meaning: {
      en: 'The gateway gave evidence that does not verify under the pinned trust root.',
      zh: '网关给出的证据未能在已固定的信任根下通过核验。',
    },
    action: {
      en: 'Keep the promise, and ask the operator of the log; the deposit itself stays in the outbox.',
      zh: '请保留承诺并询问日志运营方；该存证仍保存在发件箱中。',
    },
  },
  PORT_BUSY: {
    status: 409,
    retryable: true,
    meaning: { en: 'Another program listens on this port.', zh: '该端口已被其他程序占用。' },
    action: {
      en: 'Stop it, or choose another port with PORT=8081 (PORT=0 picks a free one).',
      zh: '请停止该程序，或用 PORT=8081 换一个端口（PORT=0 自动选择）。',
    },
  },
  HOME_LOCKED: {
    status: 409,
    retryable: true,
    meaning: {
      en: 'Another Quancheng process uses this data folder.',
      zh: '另一个泉城链进程正在使用该数据目录。',
    },
    action: {
      en: 'Stop that process, or set QUANCHENG_HOME to another folder.',
      zh: '请停止该进程，或将 QUANCHENG_HOME 设为其他目录。',
    },
  },
  HOME_HOLDS_OTHER_LEDGER: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'This data folder holds the keys of another ledger.',
      zh: '该数据目录保存的是另一账本的密钥。',
    },
    action: { en: 'Set QUANCHENG_HOME to another folder.', zh: '请将 QUANCHENG_HOME 设为其他目录。' },
  },
  NODE_TOO_OLD: {
    status: 500,
    retryable: false,
    meaning: { en: 'This Node.js is too old.', zh: 'Node.js 版本过低。' },
    action: { en: 'Install Node.js 20.19 or newer.', zh: '请安装 Node.js 20.19 或更高版本。' },
  },
} as const satisfies ErrorArea;
