import type { ErrorArea } from './error-entry.js';

const MADE_AGAIN = {
  en: 'Ask whoever made it for the whole dossier again.',
  zh: '请向制作方重新索取完整卷宗。',
} as const;

/** Record proofs and dossiers: none of it is worth a retry. */
export const dossierErrors = {
  RECORD_PROOF_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The file is not a record proof in its one canonical form.',
      zh: '该文件不是规范形式的记录证明。',
    },
    action: MADE_AGAIN,
  },
  DOSSIER_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The manifest is not a dossier’s in its one canonical form.',
      zh: '清单不是规范形式的卷宗清单。',
    },
    action: MADE_AGAIN,
  },
  DOSSIER_FILE_MISSING: {
    status: 422,
    retryable: false,
    meaning: { en: 'The manifest lists a file that is not here.', zh: '清单所列文件不在此处。' },
    action: MADE_AGAIN,
  },
  DOSSIER_FILE_CHANGED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The file is not the one that the manifest lists under this name.',
      zh: '该文件并非清单以此名称所列的文件。',
    },
    action: MADE_AGAIN,
  },
  DOSSIER_DOCUMENT_UNBOUND: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'No package and no proven record of this dossier names the document’s digests, so nothing says what it was.',
      zh: '本卷宗中没有任何证据包或已证明的记录载有该文书的摘要，无从证明其原貌。',
    },
    action: {
      en: 'Add the evidence or the record that names it, and its key if it was committed to under one.',
      zh: '请补充载有其摘要的证据或记录；若以密钥承诺，还须提供该密钥。',
    },
  },
  DOSSIER_LEDGER_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The dossier is about another ledger than the pinned trust root’s.',
      zh: '该卷宗所涉账本并非已固定信任根所指的账本。',
    },
    action: { en: 'Pin that ledger’s trust root.', zh: '请固定该账本的信任根。' },
  },
} as const satisfies ErrorArea;
