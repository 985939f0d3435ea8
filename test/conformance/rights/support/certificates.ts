import type { JsonObject } from '@quancheng/protocol';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import type { CommandOptions } from '../../../chaincode/support/statements.js';
import { calendarName, digests, draftBody } from './bodies.js';
import { depositProof } from './deposits.js';
import { utility } from './parties.js';
import type { RightsStage } from './rights-stage.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** The first whole minute after a time: where a calendar made for that time has midnight. */
export function nextMidnight(time: string): number {
  return (Math.floor(Date.parse(time) / MINUTE) + 1) * MINUTE;
}

/** A calendar of a place in the world where the day ends within a minute: public notice needn't take days then. */
export function calendarBody(time: string): JsonObject {
  const minutes = (nextMidnight(time) % DAY) / MINUTE;
  const utcOffset = minutes <= 720 ? -minutes : 1440 - minutes;
  const year = new Date(Date.parse(time)).getUTCFullYear();
  const days = { from: `${year - 1}-01-01`, to: `${year + 4}-12-31` };
  return { title: '节假日安排', utcOffset, holidays: [], workdays: [], ...days };
}

/** Local midnight, a year later. */
export function validTo(time: string): string {
  return new Date(nextMidnight(time) + 365 * DAY).toISOString();
}

/** What a certificate that rests on a deposit goes through from its draft until public notice. */
export function untilNotice(target: string, deposit: number): readonly CommandOptions[] {
  const about = (expectedVersion: number, action: string, body: JsonObject, party = registrar) => ({
    action: `certificate.${action}`,
    target,
    expectedVersion,
    body,
    parties: [party],
  });
  return [
    about(0, 'draft', draftBody, utility),
    about(1, 'apply', { deposit: depositProof(deposit), document: digests('1') }, utility),
    about(2, 'accept', { document: digests('2') }),
    about(3, 'review', { document: digests('3'), inspectionReport: digests('4') }),
    about(4, 'publicise', { document: digests('5') }),
  ];
}

/** Sets the calendar to where midnight is near; to be done before public notice begins. */
export async function bringMidnightNear({ must, clock }: RightsStage): Promise<number> {
  await must('calendar.change', calendarName, calendarBody(clock.now), registrar);
  return nextMidnight(clock.now);
}

/** Gives a certificate its number and code. */
export function registrationBody(number: string, time: string): JsonObject {
  return {
    document: digests('8'),
    certificateNumber: `泉数资登字第 ${number} 号`,
    registryCode: `3701-${number}`,
    validTo: validTo(time),
  };
}

type Deposited = readonly (readonly [name: string, deposit: number])[];

/** Takes certificates of the utility through public notice without objections, and registers some of them. */
export async function registerCertificates(
  stage: RightsStage,
  noticed: Deposited,
  registered: Deposited,
): Promise<void> {
  const midnight = await bringMidnightNear(stage);
  await stage.world.order(...noticed.flatMap(([name, deposit]) => untilNotice(name, deposit)));
  const notice = stage.clock.now;
  await stage.clock.pass(midnight);
  await stage.world.order(
    ...registered.map(([target, deposit]) => ({
      action: 'certificate.register',
      target,
      expectedVersion: 5,
      body: registrationBody(`R${deposit}`, notice),
      parties: [registrar],
    })),
  );
}
