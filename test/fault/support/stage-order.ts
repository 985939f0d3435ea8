import type { LedgerConnection } from '@quancheng/ledger';

/** `judge`: validate, verify, digest and sequence, which are told apart by time alone. */
export const stages = [
  'judge',
  'write',
  'fsync',
  'promise',
  'integrate',
  'checkpoint',
  'anchor',
  'cosign',
] as const;
export type Stage = (typeof stages)[number];

/** What a gateway is told that is to kill itself. */
export interface StageOrder {
  readonly stage: Stage;
  readonly nth: number;
  readonly directory: string;
  readonly connection: LedgerConnection;
  /** Base64. */
  readonly trustRoot: string;
  readonly witness: { readonly verifierKey: string; readonly url: string };
}
