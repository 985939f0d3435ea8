import type { ErrorArea } from './error-entry.js';

const ask = {
  en: 'Do not sign the receipt; ask the provider to send the identical bytes again.',
  zh: '请勿签署回执；请提供方重新发送完全相同的字节。',
};

/** What a recipient finds when it opens the delivery of a use (docs/specs/delivery.md). */
export const deliveryErrors = {
  DELIVERY_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A delivery, or what it holds, does not have the form of docs/specs/delivery.md.',
      zh: '交付内容不符合 docs/specs/delivery.md 规定的形式。',
    },
    action: ask,
  },
  DELIVERY_CIPHERTEXT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The ciphertext is not the one whose digests the provider ordered on the ledger.',
      zh: '密文与提供方在账本上登记的摘要不一致。',
    },
    action: ask,
  },
  DELIVERY_CONTEXT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The delivery is for another ledger, use or recipient.',
      zh: '该交付属于其他账本、其他使用或其他接收方。',
    },
    action: ask,
  },
  DELIVERY_UNDECRYPTABLE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The ciphertext cannot be decrypted with this key, or was changed.',
      zh: '无法用该密钥解密，或密文已被改动。',
    },
    action: {
      en: 'Use the key that was announced when the data were delivered; else ask the provider.',
      zh: '请使用交付时已公布的密钥；否则请联系提供方。',
    },
  },
  DELIVERY_FIELDS_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The delivered fields are not exactly those that were asked for.',
      zh: '交付的字段与申请的字段不完全一致。',
    },
    action: ask,
  },
  DELIVERY_MANIFEST_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The manifest is not the one on the ledger, or says something else than the fields.',
      zh: '清单与账本登记的摘要或与字段内容不一致。',
    },
    action: ask,
  },
  ENCRYPTION_KEY_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'That is no X25519 key by which data can be encrypted.',
      zh: '该密钥不是可用于加密的 X25519 密钥。',
    },
    action: {
      en: 'Let the recipient announce a key that “quancheng participant announce” made.',
      zh: '请接收方公布由 quancheng participant announce 生成的密钥。',
    },
  },
} as const satisfies ErrorArea;
