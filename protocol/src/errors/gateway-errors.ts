import type { ErrorArea } from './error-entry.js';

export const gatewayErrors = {
  IDEMPOTENCY_CONFLICT: {
    status: 422,
    retryable: false,
    meaning: { en: 'The same id was used before for another body.', zh: '同一编号此前已用于不同内容。' },
    action: { en: 'Use a new id for a new record.', zh: '新记录请使用新的编号。' },
  },
} as const satisfies ErrorArea;
