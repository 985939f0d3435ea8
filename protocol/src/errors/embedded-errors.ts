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
} as const satisfies ErrorArea;
