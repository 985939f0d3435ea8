import { errorRegistry, type BilingualText, type ErrorCode, type KeyId } from '@quancheng/protocol';
import type { CheckId } from './check-id.js';
import { checkRegistry, statusNames, unverifiableCodes } from './check-registry.js';
import type { Check, CheckStatus, Notice } from './check.js';

const known = new Map<string, Check>();

/** The check with this outcome; no code means that it matches. One object for each: their texts are fixed. */
export function newCheck(id: CheckId, code?: ErrorCode): Check {
  const name = `${id} ${code ?? ''}`;
  const check = known.get(name) ?? Object.freeze(describe(id, code));
  known.set(name, check);
  return check;
}

export function newNotice(code: ErrorCode, key?: KeyId): Notice {
  return { code, sentence: errorRegistry[code].meaning, ...(key === undefined ? {} : { key }) };
}

function describe(id: CheckId, code: ErrorCode | undefined): Check {
  if (code === undefined)
    return { id, status: 'match', sentence: sentenceOf(id, 'match', checkRegistry[id].match) };
  const status = unverifiableCodes.has(code) ? 'unverifiable' : 'mismatch';
  return { id, status, code, sentence: sentenceOf(id, status, errorRegistry[code].meaning) };
}

function sentenceOf(id: CheckId, status: CheckStatus, text: BilingualText): BilingualText {
  const { name } = checkRegistry[id];
  return {
    en: `${name.en}: ${statusNames[status].en}. ${text.en}`,
    zh: `${name.zh}：${statusNames[status].zh}。${text.zh}`,
  };
}
