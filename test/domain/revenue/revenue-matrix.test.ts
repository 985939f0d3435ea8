import { machines } from '@quancheng/domain';
import { describeMatrix } from '../support/describe-matrix.js';
import type { Who } from '../support/record-play.js';
import {
  approver,
  auditor,
  bodies,
  operator,
  reconciler,
  registrar,
  REVENUE,
  revenueScenes,
  RULE,
  ruleScenes,
} from './revenue-stage.js';
import { revenueRules, revenues } from './revenue-table.js';

const signers: Readonly<Record<string, readonly Who[]>> = {
  registrar: [registrar],
  'registrar for itself': ['participant:bureau'],
  'another registrar': ['registrar:other'],
  operator: [operator],
  reconciler: [reconciler],
  approver: [approver],
  auditor: [auditor],
  provider: ['participant:provider'],
  regulator: ['regulator:authority'],
  'registrar and operator': [registrar, operator],
  'operator and approver': [operator, approver],
};

describeMatrix(
  'revenue rules, against the table of the design',
  { ...revenueRules, signers },
  {
    machine: machines['revenue-rule'],
    target: RULE,
    scenes: ruleScenes,
    body: (action) => bodies[action]!,
  },
);

describeMatrix(
  'revenue, against the table of the design',
  { ...revenues, signers },
  { machine: machines.revenue, target: REVENUE, scenes: revenueScenes, body: (action) => bodies[action]! },
);
