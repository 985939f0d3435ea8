import type { Identity } from './submit-load.js';

/** A ledger under test: where its gateway is, and as whom to speak to it. */
export interface BackEnd {
  readonly name: string;
  readonly endpoint: string;
  readonly tlsRootCertificate: string;
  readonly tlsServerName?: string;
  readonly tlsClient?: { readonly certificate: string; readonly privateKey: string } | undefined;
  readonly identity: Identity;
  readonly channel: string;
  readonly chaincode: string;
  /** Of all its processes. */
  readonly processes: () => readonly number[];
  stop(): Promise<void>;
}
