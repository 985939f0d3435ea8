import type { ErrorArea } from './error-entry.js';

export const witnessErrors = {
  POLICY_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The text is not a C2SP tlog-policy with Ed25519 keys, each there once.',
      zh: '该文本不是 C2SP tlog-policy，或密钥不是 Ed25519，或同一密钥重复出现。',
    },
    action: { en: 'Correct the line that the message names.', zh: '请更正消息所指的行。' },
  },
  ADD_CHECKPOINT_MALFORMED: {
    status: 400,
    retryable: false,
    meaning: {
      en: 'The body is not that of C2SP tlog-witness add-checkpoint, or its old size exceeds the checkpoint’s.',
      zh: '请求体不符合 C2SP tlog-witness add-checkpoint，或旧大小超过检查点大小。',
    },
    action: {
      en: 'Send an old size line, proof lines, a blank line and the checkpoint.',
      zh: '请依次发送旧大小行、证明行、空行与检查点。',
    },
  },
  COSIGNATURE_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A cosignature under a witness’s name and key does not verify.',
      zh: '以某见证者名称与密钥作出的联署未通过验证。',
    },
    action: {
      en: 'Get the checkpoint again from its source; if it is the same, treat it as altered.',
      zh: '请重新从来源获取检查点；若仍相同，应视为已被改动。',
    },
  },
  COSIGNED_CHECKPOINT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The cosigned checkpoint is not one of the same log whose tree is proven to contain the anchored one.',
      zh: '联署的检查点不属于同一日志，或未证明其树包含已锚定的树。',
    },
    action: { en: 'Get the package again from its source.', zh: '请重新从来源获取证据包。' },
  },
  WITNESS_QUORUM_MISSING: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'Fewer witnesses have cosigned the checkpoint than the trust root’s policy asks for.',
      zh: '联署检查点的见证者少于信任根策略的要求。',
    },
    action: {
      en: 'Get the package again later: witnesses that were away cosign a newer checkpoint.',
      zh: '请稍后重新获取证据包：暂时离线的见证者会联署较新的检查点。',
    },
  },
  WITNESS_POLICY_NONE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The trust root’s policy is `quorum none`: it names no witnesses whose cosignatures would prove anything.',
      zh: '信任根的策略为 `quorum none`：未指定其联署具有证明力的见证者。',
    },
    action: {
      en: 'Ask the consortium for a trust root with a witness quorum.',
      zh: '请向联盟索取指定见证门限的信任根。',
    },
  },
  WITNESS_UNREACHABLE: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'A witness gave no answer in time.',
      zh: '见证者未在时限内应答。',
    },
    action: {
      en: 'Nothing waits for it: it is asked again. Check its address if this lasts.',
      zh: '其他工作不受影响，系统会再次请求。若持续，请检查其地址。',
    },
  },
  WITNESS_REFUSED: {
    status: 502,
    retryable: true,
    meaning: {
      en: 'A witness refused the checkpoint, or its answer holds no cosignature of its key.',
      zh: '见证者拒绝了检查点，或其应答不含其密钥的联署。',
    },
    action: {
      en: 'See the witness’s answer; check that it knows this log’s key, and that its key is the configured one.',
      zh: '请查看见证者的应答；核对其是否知悉该日志密钥，以及其密钥是否为所配置者。',
    },
  },
  WITNESS_AHEAD: {
    status: 409,
    retryable: true,
    meaning: {
      en: 'A witness has cosigned a larger tree of this log than the newest anchored one.',
      zh: '见证者联署过的该日志的树大于最新锚定的树。',
    },
    action: {
      en: 'If it lasts after the next anchor, the log was restored from an old backup or its key is used elsewhere: stop it and compare.',
      zh: '若在下一次锚定后仍如此，则日志可能由旧备份恢复，或其密钥在他处使用：请停止并比对。',
    },
  },
  WITNESS_LOG_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: {
      en: 'This witness knows no log of this origin.',
      zh: '该见证者未列有此名称的日志。',
    },
    action: {
      en: 'Have the log named in the witness’s trust root.',
      zh: '请将该日志列入见证者的信任根。',
    },
  },
  WITNESS_NOT_ANCHORED: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'The witness’s own peer does not show this checkpoint’s anchor, so it is not cosigned.',
      zh: '见证者自有节点未见该检查点的锚定，故不予联署。',
    },
    action: {
      en: 'Send it again in a moment.',
      zh: '请稍后重发。',
    },
  },
  WITNESS_KEY_DUPLICATE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The witness’s key is also a log’s key or another witness’s.',
      zh: '见证者密钥同时是某日志或其他见证者的密钥。',
    },
    action: {
      en: 'Make a key for this witness alone.',
      zh: '请为该见证者单独生成密钥。',
    },
  },
  WITNESS_STATE_DAMAGED: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'What the witness keeps of a log’s head cannot be read.',
      zh: '见证者保存的日志树头无法读取。',
    },
    action: {
      en: 'Look at the disk. Do not delete the head: retire this witness’s key and begin another if it cannot be read again.',
      zh: '请检查磁盘。切勿删除树头；若无法恢复，请停用该见证者密钥并另行启用新见证者。',
    },
  },
  WITNESS_FAILED: {
    status: 500,
    retryable: true,
    meaning: {
      en: 'The witness failed for a reason of its own.',
      zh: '见证者因自身原因失败。',
    },
    action: {
      en: 'See the witness’s own log.',
      zh: '请查看见证者自身日志。',
    },
  },
} as const satisfies ErrorArea;
