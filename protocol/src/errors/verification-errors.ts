import type { ErrorArea } from './error-entry.js';

export const verificationErrors = {
  TRUST_ROOT_UNPINNED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'No pinned trust root was given; a trust root is never taken from the package under test.',
      zh: '未提供已固定的信任根；信任根绝不取自被检验的证据包。',
    },
    action: { en: 'Pin a trust root by its fingerprint first.', zh: '请先按指纹固定信任根。' },
  },
} as const satisfies ErrorArea;
