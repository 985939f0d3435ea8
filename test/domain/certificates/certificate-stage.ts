import { certificateName, MONDAY, objectionName, ORIGIN, REGISTRY, rootHex } from './certificate-fixtures.js';
import * as fixtures from './certificate-fixtures.js';
import type { JsonObject } from '@quancheng/protocol';
import type { Certificate, Participant } from '@quancheng/domain';
import { RecordPlay, type Who } from '../support/record-play.js';

export const holder: Who = 'participant:holder';
export const registrar: Who = `registrar:${REGISTRY}`;
export const objector: Who = 'participant:objector';
export const court: Who = 'court:court';

/** The notice of what is publicised on Monday ends with the tenth working day after; 5 December is one. */
export const NOTICE_ENDS = '2026-12-05T16:00:00.000Z';
/** The latest end of what is registered at the end of the notice: 1,095 days later, at midnight. */
export const VALID_TO = '2029-12-05T16:00:00.000Z';

/** What each action’s order says if nothing is to be wrong with it. */
export const bodies: Readonly<Record<string, JsonObject>> = {
  'certificate.draft': {
    register: `${REGISTRY}/resource`,
    description: fixtures.description,
    rights: fixtures.rights,
  },
  'certificate.revise': { description: fixtures.description, rights: fixtures.rights },
  'certificate.apply': { deposit: fixtures.depositProof(5), document: fixtures.digests('1') },
  'certificate.accept': { document: fixtures.digests('2') },
  'certificate.request-correction': { document: fixtures.digests('3') },
  'certificate.supplement': {
    document: fixtures.digests('4'),
    description: fixtures.description,
    rights: fixtures.rights,
  },
  'certificate.review': { document: fixtures.digests('5') },
  'certificate.reject': { document: fixtures.digests('6') },
  'certificate.publicise': { document: fixtures.digests('7') },
  'certificate.register': {
    document: fixtures.digests('8'),
    certificateNumber: '登字第 1 号',
    registryCode: 'QC-1',
    validTo: VALID_TO,
  },
  'certificate.withdraw': { document: fixtures.digests('9') },
  'certificate.change': {
    document: fixtures.digests('a'),
    description: { ...fixtures.description, scale: '2 万条' },
    rights: fixtures.rights,
  },
  'certificate.correct': {
    document: fixtures.digests('b'),
    description: { ...fixtures.description, scale: '3 万条' },
    rights: fixtures.rights,
  },
  'certificate.renew': { document: fixtures.digests('c'), validTo: '2032-12-04T16:00:00.000Z' },
  'certificate.transfer': { document: fixtures.digests('d'), transferee: 'transferee' },
  'certificate.award': { document: fixtures.digests('c'), transferee: 'transferee' },
  'certificate.freeze': { document: fixtures.digests('e'), until: '2033-01-01T00:00:00.000Z' },
  'certificate.unfreeze': { document: fixtures.digests('f'), releases: 'e'.repeat(64) },
  'certificate.expire': {},
  'certificate.cancel': { document: fixtures.digests('0') },
  'certificate.revoke': { document: fixtures.digests('1'), ground: '提供虚假材料' },
  'objection.raise': { certificate: certificateName, document: fixtures.digests('2') },
  'objection.dismiss': { document: fixtures.digests('3') },
  'objection.uphold': { document: fixtures.digests('4') },
  'objection.withdraw': { document: fixtures.digests('5') },
};

/** A ledger with calendar, registers of all types and an anchored log, on a Monday. */
export async function newStage(settings: JsonObject = {}): Promise<RecordPlay> {
  const play = new RecordPlay(MONDAY);
  await define(play, 'calendar.define', fixtures.calendarName, fixtures.calendar);
  for (const type of ['resource', 'asset', 'product', 'data-ip']) {
    const body = { type, ...fixtures.registerSettings, ...settings };
    await define(play, 'register.define', `${REGISTRY}/${type}`, body);
  }
  for (const [number, size] of [7, 11].entries()) {
    const at = { tick: 1, time: MONDAY };
    const anchor = { origin: ORIGIN, size, root: rootHex(size), number: number + 1, note: '00', at };
    play.put({ kind: 'anchor', value: anchor });
  }
  play.put({ kind: 'participant', value: { id: 'transferee' } as Participant });
  return play;
}

export function define(play: RecordPlay, action: string, target: string, body: JsonObject) {
  return play.must({ action, target, body, by: [registrar] });
}

/** One action about the certificate, or another one, by whoever is given. */
export function act(
  play: RecordPlay,
  action: string,
  by: readonly Who[],
  change: JsonObject = {},
  target = certificateName,
): Promise<string> {
  const name = `certificate.${action}`;
  return play.order({ action: name, target, body: { ...bodies[name]!, ...change }, by });
}

/** One action about an objection. */
export function object(
  play: RecordPlay,
  action: string,
  by: Who,
  target = objectionName,
  change: JsonObject = {},
): Promise<string> {
  const name = `objection.${action}`;
  return play.order({ action: name, target, body: { ...bodies[name]!, ...change }, by: [by] });
}

export function certificateOf(play: RecordPlay, name = certificateName): Certificate {
  return play.value(`certificate/${name}`) as Certificate;
}
