import { errorRegistry, isQuanchengError, type BilingualText, type ErrorCode } from '@quancheng/protocol';
import { statusNames, unverifiableCodes } from '../report/check-registry.js';
import type { CheckStatus } from '../report/check.js';

/** The checks of a search proof in their order. */
export const searchCheckIds = [
  'file',
  'trust-root',
  'reads',
  'search',
  'certificate',
  'pledges',
  'holds',
  'views',
] as const;

export type SearchCheckId = (typeof searchCheckIds)[number];

/** What one check of a search proof found. */
export interface SearchCheck {
  /** From 1 on. */
  readonly number: number;
  readonly id: SearchCheckId;
  readonly status: CheckStatus;
  /** Why it doesn't match; absent if it does. */
  readonly code?: ErrorCode;
  readonly sentence: BilingualText;
}

const texts: Readonly<
  Record<SearchCheckId, { readonly name: BilingualText; readonly match: BilingualText }>
> = {
  file: {
    name: { en: 'File', zh: '文件' },
    match: { en: 'The file is a well-formed search proof.', zh: '文件是格式正确的查询证明。' },
  },
  'trust-root': {
    name: { en: 'Trust root', zh: '信任根' },
    match: {
      en: 'The trust root is the pinned one and well formed.',
      zh: '信任根是已固定的信任根，格式正确。',
    },
  },
  reads: {
    name: { en: 'Endorsed reads', zh: '背书读取' },
    match: {
      en: 'Enough operators of the trust root endorsed all answers, and no two of them differ.',
      zh: '信任根中足够多的运营方为全部应答作了背书，且互不矛盾。',
    },
  },
  search: {
    name: { en: 'Search', zh: '查询' },
    match: {
      en: 'The ledger holds this search: who searched what, when, and in which block.',
      zh: '账本载有该次查询：何人、何时、于哪一区块查询何凭证。',
    },
  },
  certificate: {
    name: { en: 'Certificate', zh: '凭证' },
    match: {
      en: 'The certificate’s history is whole, and the version that was searched is one of it.',
      zh: '凭证历史完整，所查询的版本在其中。',
    },
  },
  pledges: {
    name: { en: 'Pledges', zh: '质押' },
    match: {
      en: 'These are all pledges and priority searches on the certificate, and the first of them are all that the search found.',
      zh: '所列即该凭证上全部质押与优先查询，其前段即查询当时的全部内容。',
    },
  },
  holds: {
    name: { en: 'Holds', zh: '留存、告知与冻结' },
    match: {
      en: 'These are all holds that warn of the certificate, and the first of them are all that the search found.',
      zh: '所列即针对该凭证的全部告知与冻结，其前段即查询当时的全部内容。',
    },
  },
  views: {
    name: { en: 'Ranks', zh: '顺位' },
    match: {
      en: 'Ranks follow from the entries, as of the search and as of now.',
      zh: '查询当时与当前的顺位均由记录推出。',
    },
  },
};

/** Runs a check and notes what it found; nothing follows one that doesn't match. */
export interface SearchChecks {
  readonly list: readonly SearchCheck[];
  /** @throws whatever the action throws, after noting it */
  readonly run: <Value>(id: SearchCheckId, action: () => Value) => Value;
}

export function newSearchChecks(): SearchChecks {
  const list: SearchCheck[] = [];
  return {
    list,
    run(id, action) {
      try {
        const value = action();
        list.push(describe(id, undefined));
        return value;
      } catch (error) {
        if (isQuanchengError(error)) list.push(describe(id, error.code));
        throw error;
      }
    },
  };
}

function describe(id: SearchCheckId, code: ErrorCode | undefined): SearchCheck {
  const number = searchCheckIds.indexOf(id) + 1;
  if (code === undefined)
    return { number, id, status: 'match', sentence: sentenceOf(id, 'match', texts[id].match) };
  const status = unverifiableCodes.has(code) ? 'unverifiable' : 'mismatch';
  return { number, id, status, code, sentence: sentenceOf(id, status, errorRegistry[code].meaning) };
}

function sentenceOf(id: SearchCheckId, status: CheckStatus, { en, zh }: BilingualText): BilingualText {
  const { name } = texts[id];
  return {
    en: `${name.en}: ${statusNames[status].en}. ${en}`,
    zh: `${name.zh}：${statusNames[status].zh}。${zh}`,
  };
}
