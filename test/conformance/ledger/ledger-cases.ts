import { admissionCases } from './cases/admission.js';
import { blockCases } from './cases/blocks.js';
import { concurrencyCases } from './cases/concurrency.js';
import { conflictCases } from './cases/conflicts.js';
import { contractCases } from './cases/contract.js';
import { deliverCases } from './cases/deliver.js';
import { determinismCases } from './cases/determinism.js';
import { duplicateCases } from './cases/duplicates.js';
import { endorsementCases } from './cases/endorsements.js';
import { evaluateCases } from './cases/evaluate.js';
import { eventCases } from './cases/events.js';
import { largeValueCases } from './cases/large-values.js';
import { malformedCases } from './cases/malformed.js';
import { offlineCases } from './cases/offline.js';
import { proposalCases } from './cases/proposals.js';
import { restartCases } from './cases/restart.js';
import { stateCases } from './cases/state.js';
import { submitCases } from './cases/submit.js';
import { systemCases } from './cases/system.js';
import { tickCases } from './cases/ticks.js';
import { transcriptCases } from './cases/transcripts.js';
import type { LedgerCase } from './ledger-case.js';

/** Everything that a ledger must do, in the order in which it is asked. */
export const ledgerCases: readonly LedgerCase[] = [
  ...contractCases,
  ...submitCases,
  ...evaluateCases,
  ...stateCases,
  ...determinismCases,
  ...proposalCases,
  ...conflictCases,
  ...endorsementCases,
  ...malformedCases,
  ...admissionCases,
  ...offlineCases,
  ...eventCases,
  ...blockCases,
  ...deliverCases,
  ...systemCases,
  ...concurrencyCases,
  ...largeValueCases,
  ...transcriptCases,
  ...tickCases,
  ...duplicateCases,
  ...restartCases,
];
