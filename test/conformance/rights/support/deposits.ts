import { newDepositedLog } from '../../../support/records/deposited-log.js';

/** How many deposits the log holds, and the size that is anchored. */
export const LOG_SIZE = 16;

/** The log in which the evidence of these cases was deposited before, and that a deposit is in its anchored tree. */
export const { log: evidenceLog, proof: depositProof } = newDepositedLog(LOG_SIZE);
