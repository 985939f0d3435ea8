// Bodies of commands about a consent to read a housing fund’s balance, and of its uses.
import type { JsonObject } from '@quancheng/protocol';
import { digests } from './digests.js';

/** The most that the purpose allows. */
export const purposeBody = {
  title: '贷款审批',
  basis: '个人信息保护法 第六条',
  fields: ['housing-fund.balance', 'housing-fund.months'],
  sensitiveFields: ['housing-fund.balance'],
  termDays: 30,
  retentionDays: 10,
  maximumUses: 5,
  deliveryHours: 1,
  acknowledgementHours: 72,
  impactAssessment: false,
};

export const notice = { ...digests('a'), language: 'zh-CN', version: '3' };

/** Who is asked for what, for how long. */
export interface Terms {
  readonly subject: string;
  readonly controller: string;
  readonly recipient: string;
  /** The purpose’s name. */
  readonly purpose: string;
  /** Time. */
  readonly expires: string;
  readonly maximumUses: number;
}

export function offerBody(terms: Terms): JsonObject & { readonly fields: readonly string[] } {
  return {
    ...terms,
    means: '接口查询',
    fields: ['housing-fund.balance'],
    separate: true,
    notice,
    retentionDays: 10,
    withdrawalChannel: '泉城办 App',
    impactAssessment: digests('b'),
    minor: false,
  };
}

export const activationBody = {
  notice,
  authentication: { means: '人脸识别', evidence: digests('f') },
};

/** For a use under the consent. */
export function requestBody(consent: string, purpose: string): JsonObject {
  const [reference, request] = [digests('1'), digests('2')];
  return { consent, purpose, fields: ['housing-fund.balance'], reference, request };
}

export function deliveryBody(sent: string): JsonObject {
  return {
    ciphertext: digests('c'),
    manifest: digests('d'),
    fieldRoot: 'e'.repeat(64),
    count: 1,
    environment: '银行核心系统',
    sent,
  };
}

export function openingBody(received: string): JsonObject {
  return { fieldRoot: 'e'.repeat(64), received };
}
