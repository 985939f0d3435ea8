import type { ErrorArea } from './error-entry.js';

const correctRow = {
  en: 'Correct the row; `quancheng template check <id> <file>` lists all that is wrong with a file.',
  zh: '请更正该行；`quancheng template check <模板> <文件>` 可列出文件中的全部问题。',
};
const correctTemplate = {
  en: 'Correct the template by docs/specs/templates.md; `quancheng template check <file>` says where.',
  zh: '请按 docs/specs/templates.md 更正模板；`quancheng template check <文件>` 会指出位置。',
};

/** Sector templates, the rows that are made by them, and what is disclosed of a row (docs/specs/templates.md). */
export const templateErrors = {
  TEMPLATE_INVALID: {
    status: 422,
    retryable: false,
    meaning: { en: 'A sector template does not have its form.', zh: '行业模板不符合规定形式。' },
    action: correctTemplate,
  },
  TEMPLATE_EXAMPLE_WRONG: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A template’s own example does not fit it, or one of its wrong examples does not give its code.',
      zh: '模板自带的示例不符合该模板，或其错误示例未给出所列的代码。',
    },
    action: correctTemplate,
  },
  TEMPLATE_UNKNOWN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'No template with this id, version and digest is known here.',
      zh: '此处没有该编号、版本与摘要的模板。',
    },
    action: {
      en: 'Compare with the gateway’s /v1/templates; its operator adds a template by adding a file.',
      zh: '请与网关的 /v1/templates 比对；运营方添加文件即可增加模板。',
    },
  },
  TEMPLATE_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: { en: 'There is no such template here.', zh: '此处没有该模板。' },
    action: {
      en: 'See the list: GET /v1/templates, or `quancheng template list`.',
      zh: '请查看列表：GET /v1/templates，或 `quancheng template list`。',
    },
  },
  TEMPLATE_VIOLATED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The statement does not fit the template that it names.',
      zh: '声明不符合其所列的行业模板。',
    },
    action: {
      en: 'Make the statement as the template says: kind, level, legal basis, signers, public fields.',
      zh: '请按模板制作声明：种类、分级、法律依据、签名方与公开字段。',
    },
  },
  TEMPLATE_NOT_GIVEN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The statement names a template that is not at hand, so that its fields were not judged.',
      zh: '声明所列的行业模板不在手边，未能核验其字段。',
    },
    action: {
      en: 'Give the template’s file with --templates; it is the right one if its digest is the statement’s.',
      zh: '请用 --templates 提供模板文件；摘要与声明一致者即为所用模板。',
    },
  },
  PLAIN_DIGEST_REFUSED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The template has fields that are not public, and a plain digest of such a row could be guessed.',
      zh: '该模板含非公开字段，其原文的普通摘要可被猜解。',
    },
    action: { en: 'Commit by HMAC: leave --public out.', zh: '请使用 HMAC 承诺：不要使用 --public。' },
  },
  ROW_FIELD_UNKNOWN: {
    status: 422,
    retryable: false,
    meaning: { en: 'A row has a field that its template does not know.', zh: '行中含有模板未列的字段。' },
    action: correctRow,
  },
  ROW_FIELD_MISSING: {
    status: 422,
    retryable: false,
    meaning: { en: 'A row lacks a field that its template demands.', zh: '行中缺少模板要求的字段。' },
    action: correctRow,
  },
  ROW_FIELD_INVALID: {
    status: 422,
    retryable: false,
    meaning: { en: 'A field’s value does not have its form.', zh: '字段的值不符合规定形式。' },
    action: correctRow,
  },
  ROW_CODE_UNKNOWN: {
    status: 422,
    retryable: false,
    meaning: { en: 'A value is not in the field’s code list.', zh: '值不在该字段的代码表中。' },
    action: correctRow,
  },
  ROW_CHECK_DIGIT_WRONG: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A number’s check character is not the one that its other characters give.',
      zh: '号码的校验位与其余各位不符。',
    },
    action: correctRow,
  },
  ROW_RULE_BROKEN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The fields of a row contradict each other by a rule of the template.',
      zh: '行中各字段违反模板的勾稽规则。',
    },
    action: correctRow,
  },
  FIELD_NOT_DISCLOSABLE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'This field stays with its custodian, or the template has no such field or recipient.',
      zh: '该字段不得离开保管方，或模板没有该字段或该接收方。',
    },
    action: {
      en: 'Disclose committed fields only; `quancheng template show <id>` tells which these are.',
      zh: '仅可出示承诺类字段；`quancheng template show <模板>` 会列出这些字段。',
    },
  },
  CUSTODY_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The row and key given are not those of this record.',
      zh: '所给的行或密钥不属于该记录。',
    },
    action: {
      en: 'Give the file of rows as it was deposited, and the custody file that was written beside its evidence.',
      zh: '请提供存证时的原始数据文件及随证据写出的保管文件。',
    },
  },
  DISCLOSURE_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A disclosure or custody file does not have the form of docs/specs/templates.md.',
      zh: '出示文件或保管文件不符合 docs/specs/templates.md 规定的形式。',
    },
    action: { en: 'Ask its sender for the file as it was written.', zh: '请向提供方索取原样文件。' },
  },
  DISCLOSURE_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A disclosed field is not the one that the record committed to.',
      zh: '出示的字段与记录所承诺的不一致。',
    },
    action: {
      en: 'Do not rely on it; ask the discloser for the fields of this very record.',
      zh: '请勿采信；请向出示方索取该记录的字段。',
    },
  },
} as const satisfies ErrorArea;
