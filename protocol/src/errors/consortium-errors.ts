import type { ErrorArea } from './error-entry.js';

/** What can go wrong when a running network is changed: members added, certificates renewed. */
export const consortiumErrors = {
  CHANNEL_UPDATE_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The file holds no configuration update of this channel, or another one than it should.',
      zh: '该文件不是本通道的配置更新，或与应有的更新不符。',
    },
    action: {
      en: 'Export the update again and have it signed anew.',
      zh: '请重新导出该更新，并重新收集签名。',
    },
  },
  CHANNEL_UPDATE_REFUSED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The orderers refused a configuration update: too few administrators signed, or the channel has changed since.',
      zh: '排序节点拒绝了配置更新：管理员签名不足，或通道配置此后已变更。',
    },
    action: {
      en: 'Collect the missing signatures; if the channel has changed, export the update again.',
      zh: '请补齐签名；若通道已变更，请重新导出更新。',
    },
  },
  CHANGE_UNFINISHED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'Another change of this network was begun and not finished.',
      zh: '本网络另有一项变更已开始而未完成。',
    },
    action: {
      en: 'Finish it first, with the command that the message names.',
      zh: '请先用消息中指出的命令完成该变更。',
    },
  },
} as const satisfies ErrorArea;
