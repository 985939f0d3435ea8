import type { Identity } from '../../msp/identity.js';
import type { MspDefinition } from '../../msp/msp-definition.js';

/** What an application needs to act for an organisation. */
export interface OrganisationAccess {
  readonly name: string;
  readonly mspId: string;
  /** An identity with the role of client. */
  readonly client: Identity;
  /** An identity with the role of admin. */
  readonly admin: Identity;
  /** host:port of the organisation's own peer. */
  readonly peerEndpoint: string;
  /** The authorities by which others recognise the organisation. */
  readonly definition: MspDefinition;
}

/** A running single-operator ledger that speaks Fabric's protocols. */
export interface EmbeddedNode {
  /** host:port of the Gateway service. */
  readonly endpoint: string;
  /** PEM of the authority of the server's TLS certificate, which names localhost and the loopback addresses. */
  readonly tlsRootCertificate: string;
  /** A name in that certificate, for clients that would otherwise ask for an address (RFC 6066 allows names only). */
  readonly tlsServerName: string;
  readonly channel: string;
  readonly chaincode: { readonly name: string; readonly version: string };
  /** By the organisations' names. */
  readonly organisations: Readonly<Record<string, OrganisationAccess>>;
  /** Number of blocks. */
  height(): number;
  /** Block bytes as stored (common.Block); undefined beyond the height. */
  readBlock(number: number): Promise<Buffer | undefined>;
  /** Orders what was submitted, then stops. Waiting commit statuses and streams end. */
  close(): Promise<void>;
}
