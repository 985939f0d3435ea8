import { certificateDue } from '../certificates/certificate-due.js';
import { consentDue } from '../consents/consent-due.js';
import { holdDue } from '../holds/hold-due.js';
import { licenceDue } from '../licences/licence-due.js';
import { pledgeDue } from '../pledges/pledge-due.js';
import { priorityDue } from '../priorities/priority-due.js';
import { grantDue } from '../grants/grant-due.js';
import type { MachineKind } from '../records/machine-kind.js';
import { calendarDue } from '../registers/calendar-due.js';
import { reportDue } from '../reports/report-due.js';
import { revenueDue } from '../revenue/revenue-due.js';
import type { Records } from '../state/records.js';
import { tradeDue } from '../trades/trade-due.js';
import { useDue } from '../uses/use-due.js';
import { redemptionDue, voucherDue } from '../vouchers/voucher-due.js';
import type { DueTable } from './due-row.js';

/** What can be due of which kind of record; a kind without a row of its own has nothing. */
export const dueTables: { readonly [Kind in MachineKind]?: DueTable<Records[Kind], never> } = {
  calendar: calendarDue,
  certificate: certificateDue,
  consent: consentDue,
  use: useDue,
  grant: grantDue,
  trade: tradeDue,
  licence: licenceDue,
  report: reportDue,
  hold: holdDue,
  pledge: pledgeDue,
  priority: priorityDue,
  revenue: revenueDue,
  voucher: voucherDue,
  redemption: redemptionDue,
};
