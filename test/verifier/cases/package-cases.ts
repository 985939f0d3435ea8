import { statementCases } from './statement-cases.js';
import { readCases } from './read-cases.js';
import { signerCases } from './signer-cases.js';
import { logCases } from './log-cases.js';
import { promiseCases } from './promise-cases.js';
import { templateCases } from './template-cases.js';
import { witnessCases } from './witness-cases.js';
import type { PackageCase } from './package-case.js';

/** At least one case for every code of every check. */
export const packageCases: readonly PackageCase[] = [
  ...statementCases,
  ...readCases,
  ...signerCases,
  ...logCases,
  ...promiseCases,
  ...witnessCases,
  ...templateCases,
];
