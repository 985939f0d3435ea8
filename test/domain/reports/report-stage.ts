import type { JsonObject } from '@quancheng/protocol';
import { digests, MONDAY, newActing, newGround, PRODUCT } from '../support/market-ground.js';
import type { Who } from '../support/record-play.js';

export const LICENCE = 'bureau/licence-1';
export const REPORT = 'assessor/report-1';
export const FROM = '2026-11-01T00:00:00.000Z';
export const TO = '2026-12-31T00:00:00.000Z';

export const registrar: Who = 'registrar:bureau';
export const assessor: Who = 'participant:assessor';
export const operator: Who = 'participant:operator';

export const licence: JsonObject = {
  holder: 'assessor',
  number: '资评备 2026-001',
  basis: '资产评估机构备案',
  reports: ['quality', 'valuation'],
  from: FROM,
  to: TO,
  document: digests('1'),
};

export const report: JsonObject = {
  type: 'valuation',
  subject: { kind: 'certificate', name: PRODUCT, version: 1 },
  licence: LICENCE,
  conclusion: digests('2'),
  report: digests('3'),
  asOf: MONDAY,
  validTo: '2027-11-23T00:00:00.000Z',
};

export const bodies: Readonly<Record<string, JsonObject>> = {
  'licence.grant': licence,
  'licence.change': { reports: ['valuation'], from: FROM, to: TO, document: digests('4') },
  'licence.suspend': { document: digests('5') },
  'licence.resume': { document: digests('6') },
  'licence.revoke': { document: digests('7') },
  'report.sign': report,
  'report.challenge': { document: digests('8') },
  'report.dismiss': { ground: '异议不成立', document: digests('9') },
  'report.annul': { ground: '评估依据不足', document: digests('a') },
  'report.withdraw': { ground: '数据有误', document: digests('b') },
};

export const { act, attempt } = newActing({
  bodies,
  targetOf: (action) => (action.startsWith('licence') ? LICENCE : REPORT),
});

export const emptyStage = () => newGround(['bureau', 'assessor', 'operator', 'stranger']);
