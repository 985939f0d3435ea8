import type { ErrorArea } from './error-entry.js';

export const fraudErrors = {
  FRAUD_PROOF_MALFORMED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The file is not a fraud proof in its one canonical form.',
      zh: '该文件不是规范形式的舞弊证明。',
    },
    action: {
      en: 'Make it again from the two artefacts that contradict each other.',
      zh: '请由相互矛盾的两份材料重新制作。',
    },
  },
  FRAUD_PARTS_UNRELATED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The parts are about different logs or different places in them, so they cannot contradict each other.',
      zh: '各部分关涉不同日志或不同位置，不可能相互矛盾。',
    },
    action: {
      en: 'Bring the two artefacts that are about the same thing.',
      zh: '请提供关涉同一事项的两份材料。',
    },
  },
  FRAUD_NOT_SHOWN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The parts do not contradict each other: nothing is proven against anybody.',
      zh: '各部分并不矛盾：未证明任何人有舞弊。',
    },
    action: {
      en: 'Nothing to do.',
      zh: '无需处理。',
    },
  },
  FRAUD_DEADLINE_RUNNING: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The ledger’s time in the read is not surely later than the promised time: clocks may differ by 15 minutes.',
      zh: '读取所示的账本时间未必晚于承诺时间：时钟可相差十五分钟。',
    },
    action: {
      en: 'Take another endorsed read later.',
      zh: '请稍后另行取得背书读取。',
    },
  },
} as const satisfies ErrorArea;
