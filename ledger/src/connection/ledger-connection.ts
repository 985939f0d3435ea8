import type { Deadlines } from '../transactions/deadlines.js';

/** Where a Gateway service is, and how to recognise it. */
export interface LedgerEndpoint {
  /** host:port of a peer's (or the embedded node's) Gateway service. */
  readonly endpoint: string;
  /** PEM of the authority that issued the server's TLS certificate. */
  readonly tlsRootCertificate: string;
  /** The name in the server's certificate, where it is not the endpoint's host. */
  readonly tlsServerName?: string;
}

/** Where a ledger is and as whom to speak to it. */
export interface LedgerConnection extends LedgerEndpoint {
  /** Further peers' Gateway services. When the one in use fails, the next is used from then on. */
  readonly alternatives?: readonly LedgerEndpoint[];
  /** With which connections are opened where the servers ask for a TLS client certificate, both PEM. */
  readonly tlsClient?: { readonly certificate: string; readonly privateKey: string } | undefined;
  readonly mspId: string;
  /** PEM of this client's certificate. */
  readonly certificate: string;
  /** PEM of its P-256 private key. */
  readonly privateKey: string;
  readonly channel: string;
  readonly chaincode: string;
  /** MSP ids whose peers endorse reads for evidence; default: whom the ledger's policy asks for. */
  readonly endorsingOrganisations?: readonly string[];
  readonly deadlines?: Partial<Deadlines>;
}
