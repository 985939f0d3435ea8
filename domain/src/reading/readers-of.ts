import type { Certificate } from '../certificates/certificate.js';
import type { Consent } from '../consents/consent.js';
import type { Hold } from '../holds/hold.js';
import type { Grant } from '../grants/grant.js';
import type { MachineKind } from '../records/machine-kind.js';
import type { Register } from '../registers/register.js';
import type { Records } from '../state/records.js';
import type { Trade } from '../trades/trade.js';
import type { Use } from '../uses/use.js';
import type { VoucherScheme } from '../vouchers/voucher-scheme.js';

/** A record with its kind. */
export type KindedRecord = {
  [Kind in MachineKind]: { readonly kind: Kind; readonly value: Records[Kind] };
}[MachineKind];

/** What is looked up besides the record: a certificate's register and certificate, a use's or a counter's consent. */
export interface RelatedRecords {
  readonly register?: Register | undefined;
  readonly certificate?: Certificate | undefined;
  readonly consent?: Consent | undefined;
  readonly scheme?: VoucherScheme | undefined;
  /** The record that has a claim. */
  readonly claimant?: KindedRecord | undefined;
}

/** Participants who are parties to a record and may read all of it; `everyone` for what governs all. */
export function readersOf(record: KindedRecord, related: RelatedRecords): readonly string[] | 'everyone' {
  switch (record.kind) {
    case 'certificate':
      return [record.value.holder, ...(related.register?.registrars ?? [])];
    case 'objection':
      return [record.value.objector, ...keepersOf(related)];
    case 'consent':
      return partiesOfConsent(record.value);
    case 'use':
      return [
        ...partiesOfUse(record.value),
        ...(related.consent === undefined ? [] : subjectsOf(related.consent)),
      ];
    case 'hold':
      // That evidence is merely kept is nobody else's to know; a notice and a freeze are there to warn.
      return record.value.measure === 'preserve' ? partiesOfHold(record.value) : 'everyone';
    case 'voucher':
      return [record.value.holder, record.value.issuer, ...officesOf(related.scheme)];
    case 'redemption':
      return [record.value.claimant, record.value.seller, ...officesOf(related.scheme)];
    case 'consumption':
      return related.consent === undefined ? [] : partiesOfConsent(related.consent);
    case 'claim':
      // It names the record that has the thing, which may be nobody else's to know of.
      return related.claimant === undefined ? [] : readersOf(related.claimant, related);
    case 'pledge':
      return [record.value.pledgor, record.value.pledgee, ...keepersOf(related)];
    case 'priority':
      return [record.value.owner, ...keepersOf(related)];
    case 'search':
      return [record.value.searcher, ...keepersOf(related)];
    case 'encumbrance':
      return keepersOf(related);
    case 'grant':
      return readersOfGrant(record.value);
    case 'trade':
      return readersOfTrade(record.value);
    default:
      return 'everyone';
  }
}

/** Who holds a certificate and who keeps its register: all that lies on it is theirs to know. */
function keepersOf({ certificate, register }: RelatedRecords): readonly string[] {
  return [...(certificate === undefined ? [] : [certificate.holder]), ...(register?.registrars ?? [])];
}

function partiesOfConsent(consent: Consent): readonly string[] {
  return [...subjectsOf(consent), consent.controller, consent.recipient];
}

function subjectsOf({ subject, representative, authentication }: Consent): readonly string[] {
  return [
    subject,
    ...(representative === undefined ? [] : [representative.participant]),
    ...(authentication === undefined ? [] : [authentication.service]),
  ];
}

function partiesOfHold({ commission, custodians }: Hold): readonly string[] {
  return [commission, ...custodians];
}

function officesOf(scheme: VoucherScheme | undefined): readonly string[] {
  return scheme === undefined ? [] : [...scheme.checkers, ...scheme.approvers, ...scheme.payers];
}

function partiesOfUse({ provider, consumer }: Use): readonly string[] {
  return [provider, consumer];
}

/** What has been agreed on about public data is public; what is only planned is its parties’ and providers’. */
function readersOfGrant({ status, grantor, operator, terms }: Grant): readonly string[] | 'everyone' {
  if (status !== 'planned' && status !== 'approved') return 'everyone';
  return [grantor, operator, ...terms.shared.map(({ provider }) => provider)];
}

/** A listing is for everybody; what has become of it is its parties’ to know. */
function readersOfTrade({ status, seller, buyer, exchange }: Trade): readonly string[] | 'everyone' {
  if (status === 'listed') return 'everyone';
  return [seller, ...[buyer, exchange].filter((each) => each !== undefined)];
}
