import { agentErrors } from './agent-errors.js';
import { backupErrors } from './backup-errors.js';
import { certificateErrors } from './certificate-errors.js';
import { clientErrors } from './client-errors.js';
import { consortiumErrors } from './consortium-errors.js';
import { deliveryErrors } from './delivery-errors.js';
import { dossierErrors } from './dossier-errors.js';
import { embeddedErrors } from './embedded-errors.js';
import { commandLineErrors } from './command-line-errors.js';
import { consentErrors } from './consent-errors.js';
import { grantErrors } from './grant-errors.js';
import { fraudErrors } from './fraud-errors.js';
import { gatewayErrors } from './gateway-errors.js';
import { holdErrors } from './hold-errors.js';
import { inspectionErrors } from './inspection-errors.js';
import { ledgerClientErrors } from './ledger-client-errors.js';
import { ledgerErrors } from './ledger-errors.js';
import { logErrors } from './log-errors.js';
import { networkErrors } from './network-errors.js';
import { participantErrors } from './participant-errors.js';
import { pledgeErrors } from './pledge-errors.js';
import { protocolErrors } from './protocol-errors.js';
import { recordErrors } from './record-errors.js';
import { reportErrors } from './report-errors.js';
import { templateErrors } from './template-errors.js';
import { revenueErrors } from './revenue-errors.js';
import { tradeErrors } from './trade-errors.js';
import { verificationErrors } from './verification-errors.js';
import { voucherErrors } from './voucher-errors.js';
import { watchErrors } from './watch-errors.js';
import { witnessErrors } from './witness-errors.js';
import type { ErrorEntry } from './error-entry.js';

const merged = {
  ...protocolErrors,
  ...ledgerErrors,
  ...participantErrors,
  ...recordErrors,
  ...certificateErrors,
  ...consentErrors,
  ...grantErrors,
  ...tradeErrors,
  ...reportErrors,
  ...holdErrors,
  ...revenueErrors,
  ...voucherErrors,
  ...deliveryErrors,
  ...ledgerClientErrors,
  ...logErrors,
  ...gatewayErrors,
  ...templateErrors,
  ...verificationErrors,
  ...dossierErrors,
  ...clientErrors,
  ...commandLineErrors,
  ...agentErrors,
  ...networkErrors,
  ...consortiumErrors,
  ...backupErrors,
  ...embeddedErrors,
  ...pledgeErrors,
  ...inspectionErrors,
  ...witnessErrors,
  ...fraudErrors,
  ...watchErrors,
};

/** The closed union of codes. A code is API: it is never renamed or given another meaning. */
export type ErrorCode = keyof typeof merged;

/** Every code with its HTTP status, meaning and advice. */
export const errorRegistry: Readonly<Record<ErrorCode, ErrorEntry>> = merged;

/** The registry by area, to print it in order and to check that no two areas share a code. */
export const errorAreas = {
  protocol: protocolErrors,
  ledger: ledgerErrors,
  participant: participantErrors,
  record: recordErrors,
  certificate: certificateErrors,
  consent: consentErrors,
  grant: grantErrors,
  trade: tradeErrors,
  report: reportErrors,
  hold: holdErrors,
  revenue: revenueErrors,
  voucher: voucherErrors,
  delivery: deliveryErrors,
  ledgerClient: ledgerClientErrors,
  log: logErrors,
  gateway: gatewayErrors,
  template: templateErrors,
  verification: verificationErrors,
  dossier: dossierErrors,
  client: clientErrors,
  commandLine: commandLineErrors,
  agent: agentErrors,
  network: networkErrors,
  consortium: consortiumErrors,
  backup: backupErrors,
  embedded: embeddedErrors,
  pledge: pledgeErrors,
  inspection: inspectionErrors,
  witness: witnessErrors,
  fraud: fraudErrors,
  watch: watchErrors,
} as const;

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorRegistry, value);
}
