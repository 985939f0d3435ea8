import { secondsToNextDay } from '../quota/quota-day.js';
import { errorRegistry, type BilingualText, type ErrorCode, type QuanchengError } from '@quancheng/protocol';

/** The language of `title` and `action`; codes and member names are the same in both. */
export type Language = keyof BilingualText;

/** RFC 9457 problem details, with our members `code`, `retryable` and `action`. */
export interface Problem {
  /** A name, not an address: `urn:quancheng:error:<CODE>`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly action: string;
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export function newProblem(error: QuanchengError, language: Language): Problem {
  const entry = errorRegistry[error.code];
  return {
    type: `urn:quancheng:error:${error.code}`,
    title: entry.meaning[language],
    status: entry.status,
    detail: error.detail,
    code: error.code,
    retryable: entry.retryable,
    action: entry.action[language],
  };
}

/** Chinese if the client prefers it (the first language that it names), else English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*zh\b/i.test(acceptLanguage ?? '') ? 'zh' : 'en';
}

/** Seconds after which the answer may be different. @param now milliseconds since the epoch */
export function retryAfter({ code, status }: Problem, now: number): number | undefined {
  if (code === 'QUOTA_EXCEEDED' || code === 'ONBOARDING_FULL') return secondsToNextDay(now);
  if (status === 429) return 1;
  return status === 503 ? 5 : undefined;
}
