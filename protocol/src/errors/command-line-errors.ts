import type { ErrorArea } from './error-entry.js';

/** What the command line refuses before it does anything. */
export const commandLineErrors = {
  EVIDENCE_OF_ANOTHER_LEDGER: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'There is evidence of another ledger, or no evidence at all, where this deposit’s evidence would go.',
      zh: '证据文件的位置已有另一账本的证据或其他文件。',
    },
    action: {
      en: 'Move that file away, or write elsewhere with --out-dir; nothing was overwritten.',
      zh: '请移走该文件，或用 --out-dir 写到别处；原文件未被覆盖。',
    },
  },
  NOT_CONFIRMED: {
    status: 422,
    retryable: false,
    meaning: { en: 'You were asked, and did not agree.', zh: '您未确认该操作。' },
    action: {
      en: 'Nothing was signed or changed. Run it again and answer “yes”, or add --yes.',
      zh: '未签署或更改任何内容。请重新运行并回答 yes，或加 --yes。',
    },
  },
} as const satisfies ErrorArea;
