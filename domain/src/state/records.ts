import type { Certificate } from '../certificates/certificate.js';
import type { Claim } from '../claims/claim.js';
import type { CommandReceipt } from '../commands/command-receipt.js';
import type { LedgerRecord } from '../genesis/ledger-record.js';
import type { Grant } from '../grants/grant.js';
import type { Anchor, LogRecord } from '../logs/log-records.js';
import type { Compromise, KeyRecord, Revocation } from '../participants/key-records.js';
import type { Participant } from '../participants/participant.js';
import type { Collection, Entry } from '../records/collection.js';
import type { Consent, Consumption } from '../consents/consent.js';
import type { Hold } from '../holds/hold.js';
import type { Licence } from '../licences/licence.js';
import type { Objection } from '../objections/objection.js';
import type { Encumbrance } from '../pledges/encumbrance.js';
import type { Pledge } from '../pledges/pledge.js';
import type { Priority } from '../priorities/priority.js';
import type { Purpose } from '../purposes/purpose.js';
import type { Calendar } from '../registers/calendar.js';
import type { Register } from '../registers/register.js';
import type { Report } from '../reports/report.js';
import type { Search } from '../searches/search.js';
import type { RevenueRule } from '../revenue/revenue-rule.js';
import type { Revenue } from '../revenue/revenue.js';
import type { Trade } from '../trades/trade.js';
import type { Use } from '../uses/use.js';
import type { Redemption } from '../vouchers/redemption.js';
import type { VoucherScheme } from '../vouchers/voucher-scheme.js';
import type { Voucher } from '../vouchers/voucher.js';
import type { Tick } from '../ticks/tick.js';

/** Every kind of record in the ledger's state, by the first part of its state key. */
export interface Records {
  readonly ledger: LedgerRecord;
  readonly tick: Tick;
  readonly participant: Participant;
  readonly key: KeyRecord;
  readonly revocation: Revocation;
  readonly compromise: Compromise;
  readonly log: LogRecord;
  readonly anchor: Anchor;
  readonly command: CommandReceipt;
  readonly calendar: Calendar;
  readonly register: Register;
  readonly certificate: Certificate;
  readonly objection: Objection;
  readonly claim: Claim;
  readonly purpose: Purpose;
  readonly consent: Consent;
  readonly consumption: Consumption;
  readonly use: Use;
  readonly grant: Grant;
  readonly trade: Trade;
  readonly licence: Licence;
  readonly report: Report;
  readonly hold: Hold;
  readonly 'revenue-rule': RevenueRule;
  readonly revenue: Revenue;
  readonly 'voucher-scheme': VoucherScheme;
  readonly voucher: Voucher;
  readonly redemption: Redemption;
  readonly pledge: Pledge;
  readonly encumbrance: Encumbrance;
  readonly priority: Priority;
  readonly search: Search;
  readonly collection: Collection;
  readonly entry: Entry;
}

export type RecordKind = keyof Records;

/** Kinds that a state machine writes; receipts are written by whoever runs it. */
export type ChangeKind = Exclude<RecordKind, 'command'>;

/** One record's new value. */
export type Change = {
  [Kind in ChangeKind]: { readonly kind: Kind; readonly value: Records[Kind] };
}[ChangeKind];
