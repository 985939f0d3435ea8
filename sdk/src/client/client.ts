import { type Envelope, type JsonObject, QuanchengError } from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import { newRecordClient, type RecordClient } from '../records/record-client.js';
import { newDueClient, type DueClient } from '../records/due-client.js';
import { readLedger } from '../records/read-ledger.js';
import { newOnboardingClient, type OnboardingClient } from '../onboarding/onboarding-client.js';
import { type LogReader, newGatewayLogReader } from '../log/log-reader.js';
import type { Deposited, DoublePromise } from './deposited.js';
import { depositRecords, type LineOutcome } from './deposit-records.js';
import { type DepositPlan, depositOnce } from './doubles/deposit-once.js';
import { newOutcomeKeeper } from './doubles/outcome-keeper.js';
import { type DoublesClient, newDoublesClient } from './doubles/doubles-client.js';
import type { TransportOptions } from './gateways/connection.js';
import { newGatewayPool } from './gateways/gateway-pool.js';
import {
  batchPath,
  getBytes,
  getRequest,
  getText,
  postBatch,
  postCommands,
  postRecord,
  type RecordName,
  recordPath,
} from './gateway-requests.js';
import { readCommandOutcomes, type CommandOutcome } from './command-outcome.js';
import { newCommandClient, type CommandClient } from './send-commands.js';
import { type LedgerDescription, readLedgerDescription } from './ledger-description.js';
import { type ParticipantDescription, readParticipantDescription } from './participant-description.js';
import { readJson } from './read-answer.js';
import { transportOver, transportToFirst, transportToHolder } from './transport.js';
import { waitUntilAnchored } from './wait-until-anchored.js';

export type ClientOptions = TransportOptions & {
  /** The pinned trust root; deposits need it, for only it says which keys may promise. */
  readonly trustRoot?: TrustRoot;
  /** Told when a second log turns out to have promised a deposit, too. */
  readonly onDouble?: (double: DoublePromise) => void;
  /**
   * Milliseconds for which a gateway that was away must have answered before its word counts that it hasn't a deposit
   * (default 5 s).
   */
  readonly quiet?: number;
};

/** What a deposit may say besides. */
export interface DepositOptions {
  /** Addresses of gateways to which the same bytes may have been sent before, by a process that was killed, say. */
  readonly sentTo?: readonly string[];
}

const QUIET = 5_000;

/**
 * The gateways of one ledger as their clients see them. Requests are repeated where that may help, at the same gateway or
 * another, with the same ids. Only a deposit can come into two logs, if the first one's answer is lost: see `doubles`.
 * Errors carry the gateway's code, or GATEWAY_UNREACHABLE, GATEWAY_RESPONSE_INVALID.
 */
export interface QuanchengClient {
  /** Their addresses, the preferred one first. */
  readonly gateways: readonly string[];
  /** Deposits one singly signed record. The promise is verified. @throws PROMISE_INVALID, PROMISE_BROKEN */
  depositRecord(envelope: Envelope, options?: DepositOptions): Promise<Deposited>;
  /** Deposits a stream of them, and tells of each as soon as it is on the gateway's disk; promises are verified. */
  depositRecords(envelopes: AsyncIterable<Envelope> | Iterable<Envelope>): AsyncIterable<LineOutcome>;
  /** Deposits a batch, all or nothing. @param members canonical JSON of each member, in order */
  depositBatch(envelope: Envelope, members: readonly string[], options?: DepositOptions): Promise<Deposited>;
  /** Deposits that a second log may have promised, or has. */
  readonly doubles: DoublesClient;
  /** Sends commands to the ledger; each is judged by itself. */
  submitCommands(envelopes: readonly Envelope[]): Promise<readonly CommandOutcome[]>;
  /** The record, its log entry and index. */
  record(name: RecordName): Promise<JsonObject>;
  /** C2SP tlog-proof text, once the record is anchored. @param patience milliseconds @throws ANCHOR_TIMEOUT */
  proof(name: RecordName, patience?: number): Promise<string>;
  /** The evidence package, once the record is anchored. @throws ANCHOR_TIMEOUT */
  recordPackage(name: RecordName, patience?: number): Promise<Uint8Array>;
  /** A bundle of all members of a batch, once they are anchored. @throws ANCHOR_TIMEOUT */
  batchBundle(name: RecordName, patience?: number): Promise<Uint8Array>;
  /** A participant of the ledger, with its keys. @throws PARTICIPANT_UNKNOWN */
  participant(id: string): Promise<ParticipantDescription>;
  ledger(): Promise<LedgerDescription>;
  /**
   * The trust root's envelope: to be pinned by a fingerprint that came from elsewhere.
   * @param sequence another than the newest @throws TRUST_ROOT_UNKNOWN
   */
  trustRoot(sequence?: number): Promise<Uint8Array>;
  /**
   * State values, proven by an endorsed read under the pinned trust root; undefined for what doesn't exist.
   * @throws READ_…, ENDORSEMENT_TOO_FEW
   */
  readLedger(keys: readonly string[]): Promise<ReadonlyMap<string, JsonObject | undefined>>;
  /** The log of the first gateway. */
  readonly log: LogReader;
  readonly commands: CommandClient;
  /** Records with a life cycle, as the client's `reader` may see them. */
  readonly records: RecordClient;
  /** Requests of those who are not registered yet. Each gateway has a mailbox of its own; `list` shows one's. */
  readonly onboarding: OnboardingClient;
  /** What lapses, ends or is overdue. */
  readonly due: DueClient;
}

/** @throws OPTION_INVALID unless the gateways' addresses are URLs, none twice */
export function newClient(options: ClientOptions): QuanchengClient {
  const { reader } = options;
  const trustRoot = () => requireTrustRoot(options.trustRoot);
  const keeper = newOutcomeKeeper({
    trustRoot,
    onDouble: (double) => options.onDouble?.(double),
    mayRead: ({ signatures }) => signatures.some(({ keyid }) => keyid === reader?.publicKey.keyId),
    quiet: options.quiet ?? QUIET,
  });
  const pool = newGatewayPool(options, (gateway) => keeper.onRecovered(gateway));
  const transport = transportOver(pool);
  const holder = transportToHolder(pool);
  const plan = (): DepositPlan => ({ pool, keeper, trustRoot: trustRoot() });
  return {
    gateways: pool.gateways.map(({ url }) => url),
    depositRecord: async (sent, { sentTo = [] } = {}) =>
      depositOnce(plan(), { sent, isBatch: false }, sentTo, (gateway) =>
        postRecord((request) => gateway.send(request), sent),
      ),
    async *depositRecords(envelopes) {
      yield* depositRecords(plan(), envelopes);
    },
    depositBatch: async (sent, members, { sentTo = [] } = {}) =>
      depositOnce(plan(), { sent, isBatch: true }, sentTo, (gateway) =>
        postBatch((request) => gateway.send(request), sent, members),
      ),
    doubles: newDoublesClient(pool, keeper),
    submitCommands: async (envelopes) => readCommandOutcomes(await postCommands(transport, envelopes)),
    record: async (name) => readJson(await holder(getRequest(recordPath(name)))),
    proof: (name, patience) => waitUntilAnchored(() => getText(holder, recordPath(name, '/proof')), patience),
    recordPackage: (name, patience) =>
      waitUntilAnchored(() => getBytes(holder, recordPath(name, '/package')), patience),
    batchBundle: (name, patience) =>
      waitUntilAnchored(() => getBytes(holder, batchPath(name, '/bundle')), patience),
    participant: async (id) =>
      readParticipantDescription(
        await readJson(await transport(getRequest(`/v1/participants/${encodeURIComponent(id)}`))),
      ),
    ledger: async () => readLedgerDescription(await readJson(await transport(getRequest('/v1/ledger')))),
    trustRoot: (sequence) =>
      getBytes(transport, `/v1/trust-root${sequence === undefined ? '' : `?sequence=${sequence}`}`),
    readLedger: async (keys) => readLedger(transport, trustRoot(), keys),
    log: newGatewayLogReader(transportToFirst(pool)),
    commands: newCommandClient(transport),
    records: newRecordClient(transport, {
      backOff: options.backOff,
      trustRoot: options.trustRoot,
      requireTrustRoot: trustRoot,
    }),
    onboarding: newOnboardingClient(transport, holder),
    due: newDueClient(transport),
  };
}

function requireTrustRoot(trustRoot: TrustRoot | undefined): TrustRoot {
  if (trustRoot === undefined)
    throw new QuanchengError('TRUST_ROOT_NOT_PINNED', 'nothing can be verified without it');
  return trustRoot;
}
