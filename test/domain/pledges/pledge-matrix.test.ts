import { machines } from '@quancheng/domain';
import { describeMatrix } from '../support/describe-matrix.js';
import {
  assignee,
  bodies,
  court,
  EXTERNAL_ENDS,
  newlyRegistered,
  pledgee,
  pledgeName,
  pledgeScenes,
  pledgor,
  registrar,
} from './pledge-stage.js';
import * as table from './pledge-table.js';

describeMatrix(
  'pledges, against the table of the design',
  {
    ...table,
    signers: {
      pledgor: [pledgor],
      pledgee: [pledgee],
      assignee: [assignee],
      stranger: ['participant:stranger'],
      registrar: [registrar],
      'second registrar': ['registrar:registry-2'],
      'registrar of another register': ['registrar:elsewhere'],
      'registrar for itself': ['participant:registry'],
      'pledgee as registrar': ['registrar:bank'],
      'pledgor and pledgee': [pledgor, pledgee],
      'pledgee and assignee': [pledgee, assignee],
      'pledgor and assignee': [pledgor, assignee],
      'pledgor, pledgee and assignee': [pledgor, pledgee, assignee],
      'pledgee and registrar': [pledgee, registrar],
      court: [court],
      'court for itself': ['participant:court-itself'],
      'pledgee and court': [pledgee, court],
      regulator: ['regulator:regulator'],
      administrator: ['administrator:Org1MSP'],
    },
    expected: (scene, action, signers) =>
      // Whoever is anybody is so under whatever name.
      table.expected(scene, action, signers === 'court for itself' ? 'stranger' : signers),
  },
  {
    machine: machines.pledge,
    target: pledgeName,
    scenes: pledgeScenes,
    body: (action, play) =>
      action === 'pledge.prolong' && play.now >= EXTERNAL_ENDS ? newlyRegistered : bodies[action]!,
  },
);
