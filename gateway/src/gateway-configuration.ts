import type { Ledger } from '@quancheng/ledger';
import type { PinnedTemplate, Signer } from '@quancheng/protocol';
import type { FastifyServerOptions } from 'fastify';
import type { FileLayer } from './log/index.js';
import type { AnchoringPace } from './anchoring/anchor-loop.js';
import type { WitnessAddress } from './witnessing/witness-address.js';
import type { WitnessPatience } from './witnessing/witness-state.js';
import type { MailboxBounds } from './onboarding/mailbox.js';

/** Everything that a gateway is given; it makes, opens and closes the rest itself. */
export interface GatewayConfiguration {
  /** Folder for the log and what belongs to it; created if need be. One gateway at a time. */
  readonly directory: string;
  /** The log's C2SP origin. */
  readonly origin: string;
  /** The log's Ed25519 key. */
  readonly logKey: Signer;
  /**
   * The log's further keys, which sign checkpoints besides: the next one, before and while it takes over, and former ones,
   * so that promises that they signed come out the same again.
   */
  readonly otherLogKeys?: readonly Signer[];
  /** The trust root's envelope in canonical bytes, to be served; it names the ledger. */
  readonly trustRoot: Uint8Array;
  /** A connection, which stays the caller's to close. */
  readonly ledger: Ledger;
  /** 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  /** For a new log: milliseconds within which promised entries are anchored (default one hour). */
  readonly inclusionPeriod?: number;
  /** Whether this gateway writes the ledger's ticks (default yes; several may). */
  readonly writesTicks?: boolean;
  /** Bytes of JSON bodies and of streams' lines that may be held at once before TOO_MANY_REQUESTS (default 64 MiB). */
  readonly bodyBytes?: number;
  /** Bytes of batches that may be read at once before TOO_MANY_REQUESTS (default 256 MiB). */
  readonly batchBytes?: number;
  /**
   * Whether everybody may read deposited records and their evidence (default no: their signers and those for whom they
   * act, by signed requests).
   */
  readonly openRecords?: boolean;
  /** The sector templates that records here may name (default none): a record that names another is refused. */
  readonly templates?: readonly PinnedTemplate[];
  /** How many onboarding requests are kept, and how long (default 1,000, 10 a day from one address, 30 days). */
  readonly onboarding?: Partial<MailboxBounds>;
  readonly pace?: Partial<AnchoringPace>;
  /** Who is asked to cosign what is anchored (default nobody). Whose cosignatures count, the trust root says. */
  readonly witnesses?: readonly WitnessAddress[];
  readonly witnessPatience?: Partial<WitnessPatience>;
  /** The files of the log (default the operating system’s). */
  readonly files?: FileLayer;
  /** Milliseconds that requests under way get when the gateway is stopped (default 10 s). */
  readonly grace?: number;
  readonly logger?: FastifyServerOptions['logger'];
  readonly version?: string;
  /** Called each time that the start finds the ledger out of reach; it goes on waiting. */
  readonly onWaiting?: (error: unknown) => void;
  /** Gives up the start while it waits for the ledger. */
  readonly signal?: AbortSignal;
}
