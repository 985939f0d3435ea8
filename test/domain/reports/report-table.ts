import { expectedBy } from '../support/life-table.js';

// The lives of licences and reports as the design's text tells them (a third party signs; its licence is judged when it
// signs; a report may be superseded, withdrawn or challenged), written by hand. They know nothing of the code.

const granter = ['registrar'];

export const licences = {
  statuses: ['in-force', 'suspended', 'revoked'],
  actions: ['licence.grant', 'licence.change', 'licence.suspend', 'licence.resume', 'licence.revoke'],
  expected: expectedBy({
    rows: {
      'licence.grant': {
        from: [],
        to: 'in-force',
        by: ['registrar', 'owner as regulator'],
        owners: ['registrar', 'owner as regulator', 'owner for itself', 'registrar and assessor'],
      },
      'licence.change': { from: ['in-force', 'suspended'], by: [...granter, 'owner as regulator'] },
      'licence.suspend': { from: ['in-force'], to: 'suspended', by: [...granter, 'owner as regulator'] },
      'licence.resume': { from: ['suspended'], to: 'in-force', by: [...granter, 'owner as regulator'] },
      'licence.revoke': {
        from: ['in-force', 'suspended'],
        to: 'revoked',
        by: [...granter, 'owner as regulator'],
      },
    },
  }),
};

const deciders = ['registrar', 'owner as regulator', 'court'];

export const reports = {
  statuses: ['in-force', 'challenged', 'superseded', 'withdrawn', 'annulled'],
  actions: ['report.sign', 'report.challenge', 'report.dismiss', 'report.annul', 'report.withdraw'],
  expected: expectedBy({
    rows: {
      'report.sign': {
        from: [],
        to: 'in-force',
        by: ['assessor'],
        owners: ['assessor', 'registrar and assessor', 'assessor as registrar'],
      },
      'report.challenge': {
        from: ['in-force'],
        to: 'challenged',
        by: ['operator', 'stranger', 'owner for itself'],
        refused: { assessor: 'CHALLENGE_OWN' },
      },
      'report.dismiss': { from: ['challenged'], to: 'in-force', by: deciders },
      'report.annul': { from: ['challenged'], to: 'annulled', by: deciders },
      'report.withdraw': { from: ['in-force', 'challenged'], to: 'withdrawn', by: ['assessor'] },
    },
    forbidden: {
      'absent, licence suspended': { 'report.sign': 'LICENCE_INVALID' },
      'absent, licence revoked': { 'report.sign': 'LICENCE_INVALID' },
      'absent, licence over': { 'report.sign': 'LICENCE_INVALID' },
      'absent, licence to come': { 'report.sign': 'LICENCE_INVALID' },
    },
  }),
};
