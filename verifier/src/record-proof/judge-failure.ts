import { errorRegistry, isQuanchengError, type BilingualText } from '@quancheng/protocol';
import { unverifiableCodes } from '../report/check-registry.js';
import type { Judgement } from '../report/judge.js';

/** A verdict over something that was not proven, and why. */
export interface Failure extends Judgement {
  readonly sentence: BilingualText;
}

/** What an error of a verification means for the verdict. @throws whatever is no coded error: a defect */
export function judgeFailure(error: unknown): Failure {
  if (!isQuanchengError(error)) throw error;
  const { code } = error;
  const verdict = unverifiableCodes.has(code) ? 'unverifiable' : 'mismatch';
  return { verdict, code, sentence: errorRegistry[code].meaning };
}
