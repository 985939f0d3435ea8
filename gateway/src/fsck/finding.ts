import type { BilingualText, ErrorCode } from '@quancheng/protocol';

/** Something in a log's folder that is not as the log wrote it. The registry says of its code what to do. */
export interface LogFinding {
  readonly code: ErrorCode;
  /** File or folder, relative to the gateway's. */
  readonly path: string;
  readonly detail: string;
}

/** What a crash leaves and the next start settles by itself. */
export const logNotes = {
  TORN_WRITE: {
    en: 'An unfinished last write, which nobody was promised; the next start cuts it off.',
    zh: '末尾有未完成的写入，未曾承诺；下次启动时截去。',
  },
  INDEX_BEHIND: {
    en: 'The index lacks the last submissions; the next start adds them from the journal.',
    zh: '索引缺少最近的提交；下次启动时由流水文件补齐。',
  },
  CHECKPOINT_UNSERVED: {
    en: 'The checkpoint signed last is not the one that is served; the next start serves it.',
    zh: '最近签署的检查点尚未对外提供；下次启动时提供。',
  },
  KEYS_UNKNOWN: {
    en: 'Signatures of checkpoints were not verified, because the log’s key is not known here.',
    zh: '未知日志密钥，未核验检查点签名。',
  },
} as const satisfies Readonly<Record<string, BilingualText>>;

export interface LogNote {
  readonly code: keyof typeof logNotes;
  readonly path: string;
  readonly detail: string;
}

/** Findings of one code that are told one by one; the others are counted. */
const TOLD = 20;

/** Collects what is found. */
export class LogFindings {
  readonly findings: LogFinding[] = [];
  readonly notes: LogNote[] = [];
  readonly #counts = new Map<ErrorCode, number>();

  /** All findings, those included that are only counted. */
  get count(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  add(code: ErrorCode, path: string, detail: string): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= TOLD) this.findings.push({ code, path, detail });
  }

  note(code: LogNote['code'], path: string, detail: string): void {
    this.notes.push({ code, path, detail });
  }
}
