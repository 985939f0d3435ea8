import { activationBody, offerBody, wishBody } from './bodies.js';
import { bank, citizen, service } from './parties.js';
import { command, type RightsStage } from './rights-stage.js';

/** The citizen consents to so many uses by the bank. */
export async function consentTo({ must }: RightsStage, consent: string, maximumUses: number): Promise<void> {
  await must('consent.offer', consent, offerBody(maximumUses), bank);
  await must('consent.activate', consent, activationBody, citizen, service);
}

/** The bank asks for a use. */
export function useRequest(consent: string, use: string) {
  const body = wishBody(consent);
  return command({ action: 'use.request', target: use, expectedVersion: 0, body, parties: [bank] });
}
