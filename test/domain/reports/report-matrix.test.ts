import { machines } from '@quancheng/domain';
import { describeMatrix } from '../support/describe-matrix.js';
import type { Who } from '../support/record-play.js';
import { licenceScenes, reportScenes } from './report-scenes.js';
import { assessor, bodies, LICENCE, operator, registrar, REPORT } from './report-stage.js';
import { licences, reports } from './report-table.js';

const signers: Readonly<Record<string, readonly Who[]>> = {
  registrar: [registrar],
  'owner as regulator': ['regulator:bureau'],
  'owner for itself': ['participant:bureau'],
  'another registrar': ['registrar:other'],
  'another regulator': ['regulator:other'],
  court: ['court:court'],
  assessor: [assessor],
  'assessor as registrar': ['registrar:assessor'],
  operator: [operator],
  stranger: ['participant:stranger'],
  'registrar and assessor': [registrar, assessor],
};

describeMatrix(
  'licences to sign reports, against the table of the design',
  { ...licences, signers },
  { machine: machines.licence, target: LICENCE, scenes: licenceScenes, body: (action) => bodies[action]! },
);

describeMatrix(
  'signed reports, against the table of the design',
  { ...reports, signers },
  {
    machine: machines.report,
    target: REPORT,
    scenes: reportScenes,
    // The report relates to a time before the earliest scene.
    body: (action) =>
      action === 'report.sign' ? { ...bodies[action], asOf: '2026-10-01T00:00:00.000Z' } : bodies[action]!,
  },
);
