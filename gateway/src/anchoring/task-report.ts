import type { ErrorCode } from '@quancheng/protocol';
import { codedError } from '../http/coded-error.js';

/** How the gateway gets on with one of its standing tasks, as /v1/health shows it. */
export interface TaskReport {
  readonly state: 'waiting' | 'ok' | 'failing';
  /** Code of the failure while it lasts. */
  readonly code?: ErrorCode;
  readonly detail?: string;
  /** When this state began. */
  readonly since: string;
}

/** Remembers the last outcome of a task that is done again and again. */
export interface TaskMonitor {
  readonly report: TaskReport;
  succeeded(): void;
  /** @returns whether this is another failure than the last, and so worth a line in the server's log */
  failed(error: unknown): boolean;
}

export function newTaskMonitor(): TaskMonitor {
  let report: TaskReport = { state: 'waiting', since: now() };
  return {
    get report() {
      return report;
    },
    succeeded() {
      if (report.state !== 'ok') report = { state: 'ok', since: now() };
    },
    failed(error) {
      const { code, detail } = codedError(error);
      const isNews = report.code !== code;
      report = { state: 'failing', code, detail, since: isNews ? now() : report.since };
      return isNews;
    },
  };
}

function now(): string {
  return new Date().toISOString();
}
