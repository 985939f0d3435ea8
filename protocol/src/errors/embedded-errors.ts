import type { ErrorArea } from './error-entry.js';

/** Errors of the embedded node's tools: rebuild, backup and restore, and what an inspection of its ledger finds. */
export const embeddedErrors = {
  EMBEDDED_LEDGER_MISSING: {
    status: 404,
    retryable: false,
    meaning: {
      en: 'The folder holds no ledger of a single-operator node.',
      zh: '该文件夹中没有单运营方节点的账本。',
    },
    action: {
      en: 'Name the folder that was given to the node as --data, or a backup of it.',
      zh: '请指定启动节点时 --data 所用的文件夹，或其备份。',
    },
  },
  EMBEDDED_FOLDER_EXISTS: {
    status: 409,
    retryable: false,
    meaning: { en: 'The folder is there already, and is not overwritten.', zh: '文件夹已存在，不会覆盖。' },
    action: { en: 'Name a folder that does not exist yet.', zh: '请指定一个尚不存在的文件夹。' },
  },
  EMBEDDED_BACKUP_DAMAGED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The folder is no whole backup: a file is missing, surplus or other than its manifest says.',
      zh: '该文件夹不是完整的备份：有文件缺失、多余或与清单不符。',
    },
    action: { en: 'Use another backup.', zh: '请使用其他备份。' },
  },
} as const satisfies ErrorArea;
