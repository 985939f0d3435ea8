import type { Machine } from '../records/machine.js';
import { isRecordName } from '../records/record-name.js';
import { collectionKey, recordKey } from '../state/state-key.js';
import { assignPledge, subordinatePledge, varyPledge } from './alter-pledge.js';
import { adjudgePledge, examinePledge } from './assert-pledge.js';
import { pledgesOf } from './collateral.js';
import { contractPledge } from './contract-pledge.js';
import { disputePledge, endDispute, reinstatePledge } from './dispute-pledge.js';
import { closePledge, dropPledge, enforcePledge, withdrawPledge } from './end-pledge.js';
import { pledgeStatuses } from './pledge.js';
import { activatePledge, lapsePledge, prolongPledge, registerPledge } from './register-pledge.js';
import { releasePart, releasePledge } from './release-pledge.js';

/** Pledges of rights in certificates. */
export const pledgeMachine = {
  kind: 'pledge',
  statuses: pledgeStatuses,
  foresee: (body, target) => {
    const certificate = target?.certificate ?? body['certificate'];
    if (typeof certificate !== 'string' || !isRecordName(certificate)) return [];
    return [
      recordKey('certificate', certificate),
      recordKey('encumbrance', certificate),
      collectionKey(pledgesOf(certificate)),
    ];
  },
  transitions: {
    'pledge.contract': contractPledge,
    'pledge.withdraw': withdrawPledge,
    'pledge.drop': dropPledge,
    'pledge.register': registerPledge,
    'pledge.examine': examinePledge,
    'pledge.adjudge': adjudgePledge,
    'pledge.activate': activatePledge,
    'pledge.vary': varyPledge,
    'pledge.assign': assignPledge,
    'pledge.subordinate': subordinatePledge,
    'pledge.lapse': lapsePledge,
    'pledge.prolong': prolongPledge,
    'pledge.release-part': releasePart,
    'pledge.release': releasePledge,
    'pledge.dispute': disputePledge,
    'pledge.end-dispute': endDispute,
    'pledge.reinstate': reinstatePledge,
    'pledge.enforce': enforcePledge,
    'pledge.close': closePledge,
  },
} satisfies Machine<'pledge'>;
