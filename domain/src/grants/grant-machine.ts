import type { Machine } from '../records/machine.js';
import { activateGrant } from './activate-grant.js';
import { approveGrant, consentToGrant, fileGrant, signGrant } from './conclude-grant.js';
import { exitGrant, expireGrant, terminateGrant } from './end-grant.js';
import { grantStatuses } from './grant.js';
import { planGrant, reviseGrant } from './plan-grant.js';
import { resumeGrant, suspendGrant } from './suspend-grant.js';

/** Operation grants of public data. The activation of the one that renews it leads it to `renewed`. */
export const grantMachine = {
  kind: 'grant',
  statuses: grantStatuses,
  transitions: {
    'grant.plan': planGrant,
    'grant.revise': reviseGrant,
    'grant.approve': approveGrant,
    'grant.consent': consentToGrant,
    'grant.sign': signGrant,
    'grant.file': fileGrant,
    'grant.activate': activateGrant,
    'grant.suspend': suspendGrant,
    'grant.resume': resumeGrant,
    'grant.terminate': terminateGrant,
    'grant.expire': expireGrant,
    'grant.exit': exitGrant,
  },
} satisfies Machine<'grant'>;
