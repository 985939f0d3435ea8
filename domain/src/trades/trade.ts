import type { ProductUse } from '../grants/grant-terms.js';
import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';
import type { LedgerTime } from '../ticks/tick.js';

export const tradeStatuses = [
  'listed',
  'withdrawn',
  'agreed',
  'delivered',
  'accepted',
  'disputed',
  'settled',
  'closed',
  'rescinded',
] as const;

export type TradeStatus = (typeof tradeStatuses)[number];

/** What both parties signed. The price is a commitment: its amount never reaches the ledger. */
export interface TradeAgreement {
  readonly contract: DigestPair;
  readonly price: DigestPair;
  readonly settlementDue: string;
}

/** What the buyer may do with the product, and how it gets it. */
export interface TradeLicence {
  readonly from: string;
  readonly to: string;
  readonly deliveryDue: string;
  readonly acceptanceDue: string;
  /** Of the evidence that buyer and seller are who they say (数据安全法 33). */
  readonly identityCheck: DigestPair;
  /** Whether the parties are related, by their own statement. */
  readonly relation: { readonly related: boolean; readonly statement: DigestPair };
  /** The certificate’s version that was judged. */
  readonly productVersion: number;
}

/** One party’s act, by its document. */
export interface TradeAct {
  readonly document: DigestPair;
  readonly at: LedgerTime;
}

export const resolutionOutcomes = ['continue', 'accept', 'rescind'] as const;

/** Who disputed what, and how that ended. */
export interface Dispute {
  readonly by: string;
  readonly ground: DigestPair;
  readonly since: LedgerTime;
  /** The status to which it returns if it goes on. */
  readonly from: TradeStatus;
  readonly resolution?: TradeAct & {
    readonly outcome: (typeof resolutionOutcomes)[number];
    /** Who signed it. */
    readonly by: readonly string[];
  };
}

/**
 * 数据产品交易: a listing that one buyer takes. State key `trade/<name>`, in the seller’s name space; one that compensates
 * another is in that of whoever of the parties gives it.
 */
export interface Trade extends RecordHead {
  readonly status: TradeStatus;
  readonly tradeNumber: string;
  readonly seller: string;
  readonly buyer?: string;
  /** Name of the product’s certificate. */
  readonly product: string;
  /** The exchange on which it is traded (场内); absent: off exchange (场外). */
  readonly exchange?: string;
  /** Whether nobody else gets the product while the licence runs. */
  readonly exclusive: boolean;
  readonly use: { readonly kind: ProductUse; readonly statement: string };
  /** Where the seller has the data from (数据安全法 33). */
  readonly sourceStatement: DigestPair;
  readonly agreement?: TradeAgreement;
  readonly licence?: TradeLicence;
  readonly delivery?: TradeAct & { readonly sent: string };
  readonly acceptance?: TradeAct;
  readonly settlement?: TradeAct & { readonly invoice: DigestPair };
  readonly disputes: readonly Dispute[];
  /** Name of the trade that this one compensates. */
  readonly compensates?: string;
  /** Name of the one that compensates this. */
  readonly compensatedBy?: string;
  /** The document on which this version rests. */
  readonly document: DigestPair;
}
