import type { ErrorArea } from './error-entry.js';

/** What can go wrong when a network's data are backed up or restored. */
export const backupErrors = {
  BACKUP_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The backup is unfinished, damaged, or not a backup at all.',
      zh: '该备份未完成、已损坏，或根本不是备份。',
    },
    action: {
      en: 'Use another backup; an unfinished one is completed by backing up to the same folder again.',
      zh: '请改用其他备份；未完成的备份可向同一目录再次备份以续完。',
    },
  },
  BACKUP_TARGET_OCCUPIED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The folder to be written already holds something else.',
      zh: '目标目录中已有其他内容。',
    },
    action: {
      en: 'Name another folder; a restore sets the present data aside if told to replace them.',
      zh: '请指定其他目录；恢复时若指明替换，现有数据会被移到一旁保留。',
    },
  },
  BACKUP_UNSUITABLE: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The backup is of another network, does not hold the node, or the node must not be restored alone.',
      zh: '该备份属于其他网络、不含该节点，或该节点不得单独恢复。',
    },
    action: {
      en: 'Read “Backup and disaster recovery” in the Fabric guide.',
      zh: '请阅读 Fabric 指南中的“备份与灾难恢复”一节。',
    },
  },
} as const satisfies ErrorArea;
