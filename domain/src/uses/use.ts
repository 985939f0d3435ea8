import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';

export const useStatuses = [
  'denied',
  'reserved',
  'delivered',
  'opened',
  'lapsed',
  'deleted',
  'retained',
] as const;

/** What the provider handed over: all of it digests, the data itself never comes here. */
export interface Delivery {
  readonly ciphertext: DigestPair;
  /** The provider's manifest: for each field whether it is returned, null or withheld, why, and as of when. */
  readonly manifest: DigestPair;
  /** Root of the salted tree of fields, hex. */
  readonly fieldRoot: string;
  /** How many fields the tree has. */
  readonly count: number;
  /** Where the data may be used, for example a sandbox. */
  readonly environment: string;
  /** Claimed by the provider. */
  readonly sent: string;
}

/** The recipient's receipt. */
export interface Opening {
  /** The root that the recipient recomputed. */
  readonly fieldRoot: string;
  /** Claimed by the recipient. */
  readonly received: string;
}

/**
 * One use of a consent: asked for, then denied or reserved, delivered, opened, and at last deleted or kept by law. State key
 * `use/<name>`; every version of every use of a consent is an entry of the collection `uses/<consent>`.
 */
export interface Use extends RecordHead {
  readonly status: (typeof useStatuses)[number];
  readonly consent: string;
  /** The consent's version by which it was judged last. */
  readonly consentVersion: number;
  readonly provider: string;
  readonly consumer: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  /** HMACs of a business reference. */
  readonly reference: DigestPair;
  readonly request: DigestPair;
  /** Time until which a reserved use is opened, or lapses. */
  readonly due: string;
  /** Why it was denied: an error code. */
  readonly denial?: string;
  readonly delivery?: Delivery;
  readonly opening?: Opening;
  /** Evidence of deletion. */
  readonly deletion?: DigestPair;
  readonly retention?: { readonly basis: string; readonly until: string };
}
