import type { Machine } from '../records/machine.js';
import { activateConsent } from './activate-consent.js';
import { consentStatuses } from './consent.js';
import { acknowledgeWithdrawal, expireConsent, invalidateConsent, withdrawConsent } from './end-consent.js';
import { offerConsent } from './offer-consent.js';
import { pauseConsent, resumeConsent } from './pause-consent.js';

/** Consents of persons and enterprises. */
export const consentMachine = {
  kind: 'consent',
  statuses: consentStatuses,
  transitions: {
    'consent.offer': offerConsent,
    'consent.activate': activateConsent,
    'consent.pause': pauseConsent,
    'consent.resume': resumeConsent,
    'consent.withdraw': withdrawConsent,
    'consent.acknowledge': acknowledgeWithdrawal,
    'consent.invalidate': invalidateConsent,
    'consent.expire': expireConsent,
  },
} satisfies Machine<'consent'>;

/** What of a consent is used up; only uses and the consent's activation change it. */
export const consumptionMachine: Machine<'consumption'> = {
  kind: 'consumption',
  statuses: ['open', 'exhausted'],
  transitions: {},
};
