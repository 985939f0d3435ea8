import type { Scenario } from '../scenario.js';
import { conflictScenarios } from './conflicts.js';
import { deliverScenarios } from './deliver.js';
import { endorserScenarios } from './endorser.js';
import { eventScenarios } from './events.js';
import { refusedProposalScenarios } from './refused-proposals.js';
import { refusedSubmitScenarios } from './refused-submits.js';
import { successScenarios } from './success.js';

export const scenarios: readonly Scenario[] = [
  ...successScenarios,
  ...refusedProposalScenarios,
  ...refusedSubmitScenarios,
  ...conflictScenarios,
  ...eventScenarios,
  ...endorserScenarios,
  ...deliverScenarios,
];
