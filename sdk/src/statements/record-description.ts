import type { RecordMembers, SharingEventStatement, StatementSigner } from '@quancheng/protocol';

/** Ids as plain strings: whether they have their form is judged when the statement is finished. */
type Plain<Members> = {
  readonly [Name in keyof Members]: Members[Name] extends string ? string : Members[Name];
};

/** What a depositor says about a record, beside its original (docs/specs/statements.md). */
export type RecordDescription = Plain<
  Omit<RecordMembers, 'id' | 'salt' | 'audience' | 'signers' | 'issued' | 'original' | 'level' | 'template'>
> &
  Pick<RecordMembers, 'level'>;

/** What a `sharing-event` has beside the common members. */
export type SharingDescription = Plain<
  Omit<SharingEventStatement, keyof RecordMembers | 'schema' | 'means'>
> &
  Pick<SharingEventStatement, 'means'>;

/** Who signs, when, and for which ledger. */
export interface StatementContext {
  /** LedgerId: no statement replays on another ledger. */
  readonly ledger: string;
  readonly signers: readonly SignerMember[];
  /** Time, as claimed by the signer. */
  readonly issued: string;
}

export type SignerMember = Plain<StatementSigner>;
