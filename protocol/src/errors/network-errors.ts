import type { ErrorArea } from './error-entry.js';

export const networkErrors = {
  NETWORK_UNAVAILABLE: {
    status: 503,
    retryable: true,
    meaning: { en: 'The ledger network cannot be reached.', zh: '无法连接账本网络。' },
    action: {
      en: 'Try again later; records already acknowledged are safe.',
      zh: '请稍后重试；已确认的记录不受影响。',
    },
  },
  TOPOLOGY_INVALID: {
    status: 422,
    retryable: false,
    meaning: { en: 'The network topology is not well-formed.', zh: '网络拓扑定义不合格。' },
    action: { en: 'Correct the named place in the topology.', zh: '请修改拓扑定义中指出的位置。' },
  },
  MSP_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The certificates or keys of an organisation are missing or unreadable.',
      zh: '组织的证书或密钥缺失或无法读取。',
    },
    action: {
      en: 'Check the named folder or certificate; generate the network anew if it is damaged.',
      zh: '请检查指出的目录或证书；如已损坏，请重新生成网络。',
    },
  },
  IDENTITY_INVALID: {
    status: 403,
    retryable: false,
    meaning: {
      en: 'A certificate is of no organisation of the network, or of none in a single permitted role.',
      zh: '证书不属于本网络的任何组织，或不具备唯一的许可角色。',
    },
    action: { en: 'Use a certificate that the organisation issued.', zh: '请使用该组织签发的证书。' },
  },
  FABRIC_PROGRAM_FAILED: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'One of Hyperledger Fabric’s programs ended with an error or was not ready in time.',
      zh: 'Hyperledger Fabric 的某个程序出错退出，或未能按时就绪。',
    },
    action: {
      en: 'Read the program’s log in the data folder of the network.',
      zh: '请查看网络数据目录中该程序的日志。',
    },
  },
  CHAINCODE_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A folder is no chaincode package, or not the one whose digest was approved.',
      zh: '目录不是链码包，或与已批准的摘要不符。',
    },
    action: {
      en: 'Name the folder that package-chaincode writes; restore a copy that was changed.',
      zh: '请指定 package-chaincode 生成的目录；副本如被改动请恢复。',
    },
  },
  NETWORK_ALREADY_RUNNING: {
    status: 409,
    retryable: false,
    meaning: { en: 'A network is already running on this data folder.', zh: '该数据目录上已有网络在运行。' },
    action: { en: 'Stop it first, or use another data folder.', zh: '请先停止该网络，或使用其他数据目录。' },
  },
  EMBEDDED_NODE_LOCKED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'Another process has this data directory of the single-operator node open.',
      zh: '另一进程已打开该单运营方节点的数据目录。',
    },
    action: {
      en: 'Stop the process named in the message, or use another data directory.',
      zh: '请停止消息中指出的进程，或改用其他数据目录。',
    },
  },
  EMBEDDED_NODE_CLOSED: {
    status: 503,
    retryable: true,
    meaning: { en: 'The single-operator node is closing or closed.', zh: '单运营方节点正在关闭或已关闭。' },
    action: { en: 'Start the node again.', zh: '请重新启动节点。' },
  },
  EMBEDDED_LEDGER_DAMAGED: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'The block files of the single-operator node are damaged or incomplete.',
      zh: '单运营方节点的区块文件已损坏或不完整。',
    },
    action: {
      en: 'Restore the whole data directory from a backup; do not delete parts of it.',
      zh: '请从备份恢复整个数据目录，切勿删除其中一部分。',
    },
  },
  EMBEDDED_LEDGER_UNWRITABLE: {
    status: 503,
    retryable: false,
    meaning: {
      en: 'A block could not be written to disk, so that the single-operator node accepts nothing more.',
      zh: '区块无法写入磁盘，单运营方节点不再接受新交易。',
    },
    action: {
      en: 'Free disk space or replace the disk, then restart the node.',
      zh: '请清理或更换磁盘后重启节点。',
    },
  },
  EMBEDDED_TOPOLOGY_CHANGED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The data directory was created for other organisations, channel or chaincode name.',
      zh: '该数据目录是为其他机构、通道或链码名称创建的。',
    },
    action: {
      en: 'Use the topology with which it was created, or a new data directory.',
      zh: '请使用创建时的拓扑，或改用新的数据目录。',
    },
  },
  EMBEDDED_CHAINCODE_INVALID: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'The injected contracts could not be loaded by the contract API.',
      zh: '合约 API 无法加载所注入的合约。',
    },
    action: {
      en: 'Export contract classes of fabric-contract-api, compiled with decorator metadata.',
      zh: '请导出由 fabric-contract-api 定义、并带装饰器元数据编译的合约类。',
    },
  },
} as const satisfies ErrorArea;
