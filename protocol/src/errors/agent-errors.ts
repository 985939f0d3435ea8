import type { ErrorArea } from './error-entry.js';

/** `quancheng agent`, and the check of what it keeps. */
export const agentErrors = {
  AGENT_FOLDER_DAMAGED: {
    status: 500,
    retryable: false,
    meaning: {
      en: 'The agent’s folder is not as the agent left it: something was removed or changed by hand.',
      zh: '代理目录与代理留下的不一致：有内容被人为移除或更改。',
    },
    action: {
      en: 'Restore the folder from its backup, or begin with a new one; what is deposited stays deposited.',
      zh: '请从备份恢复该目录，或使用新目录；已存证的内容不受影响。',
    },
  },
  ORIGINAL_LOST: {
    status: 404,
    retryable: false,
    meaning: {
      en: 'An original whose evidence is here is not: its digest alone proves nothing.',
      zh: '证据在此而原件缺失：仅凭摘要不能证明内容。',
    },
    action: { en: 'Restore the original from its backup.', zh: '请从备份恢复原件。' },
  },
} as const satisfies ErrorArea;
