// Bodies of commands between the parties of these cases.
import type { JsonObject } from '@quancheng/protocol';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { timeIn } from '../../../gateway/support/ledger-world.js';
import * as certificates from '../../../support/records/certificate-bodies.js';
import * as consents from '../../../support/records/consent-bodies.js';
import { bank, citizen, fund } from './parties.js';

export { activationBody, notice, purposeBody } from '../../../support/records/consent-bodies.js';
export { digests } from '../../../support/records/digests.js';

const REGISTRY = registrar.participant;
const DAY = 24 * 3_600_000;

export const purposeName = `${REGISTRY}/credit`;
export const calendarName = `${REGISTRY}/working-days`;
export const registerName = `${REGISTRY}/assets`;

/** With a notice that ends with the day on which it begins: its length is the register's to set. */
export const registerBody = certificates.registerBody(REGISTRY, calendarName, 0);
export const draftBody = certificates.draftBody(registerName);

export function offerBody(maximumUses: number): JsonObject {
  return consents.offerBody({
    subject: citizen.participant,
    controller: fund.participant,
    recipient: bank.participant,
    purpose: purposeName,
    expires: timeIn(10 * DAY),
    maximumUses,
  });
}

export const wishBody = (consent: string): JsonObject => consents.requestBody(consent, purposeName);
export const deliveryBody = (): JsonObject => consents.deliveryBody(timeIn(0));
export const openingBody = (): JsonObject => consents.openingBody(timeIn(0));
