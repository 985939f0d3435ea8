import { type Envelope, type JsonObject, QuanchengError } from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import { newRecordClient, type RecordClient } from '../records/record-client.js';
import { newDueClient, type DueClient } from '../records/due-client.js';
import { readLedger } from '../records/read-ledger.js';
import { newOnboardingClient, type OnboardingClient } from '../onboarding/onboarding-client.js';
import { type LogReader, newGatewayLogReader } from '../log/log-reader.js';
import type { Acknowledgement } from './acknowledgement.js';
import { depositRecords, type LineOutcome } from './deposit-records.js';
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
import { newTransport, type TransportOptions } from './transport.js';
import { verifyReceipt } from './verify-receipt.js';
import { waitUntilAnchored } from './wait-until-anchored.js';

export interface ClientOptions extends TransportOptions {
  /** The pinned trust root; deposits need it, for only it says which keys may promise. */
  readonly trustRoot?: TrustRoot;
}

/**
 * A gateway as its clients see it. Requests are repeated where that may help, with the same ids: nothing doubles.
 * Errors carry the gateway's code, or GATEWAY_UNREACHABLE, GATEWAY_RESPONSE_INVALID.
 */
export interface QuanchengClient {
  /** Deposits one singly signed record. The promise is verified. @throws PROMISE_INVALID, PROMISE_BROKEN */
  depositRecord(envelope: Envelope): Promise<Acknowledgement>;
  /** Deposits a stream of them, and tells of each as soon as it is on the gateway's disk; promises are verified. */
  depositRecords(envelopes: AsyncIterable<Envelope> | Iterable<Envelope>): AsyncIterable<LineOutcome>;
  /** Deposits a batch, all or nothing. @param members canonical JSON of each member, in order */
  depositBatch(envelope: Envelope, members: readonly string[]): Promise<Acknowledgement>;
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
  /** The trust root's envelope: to be pinned by a fingerprint that came from elsewhere. */
  trustRoot(): Promise<Uint8Array>;
  /**
   * State values, proven by an endorsed read under the pinned trust root; undefined for what doesn't exist.
   * @throws READ_…, ENDORSEMENT_TOO_FEW
   */
  readLedger(keys: readonly string[]): Promise<ReadonlyMap<string, JsonObject | undefined>>;
  readonly log: LogReader;
  readonly commands: CommandClient;
  /** Records with a life cycle, as the client's `reader` may see them. */
  readonly records: RecordClient;
  /** Requests of those who are not registered yet. */
  readonly onboarding: OnboardingClient;
  /** What lapses, ends or is overdue. */
  readonly due: DueClient;
}

/** @throws OPTION_INVALID if the gateway's address is no URL */
export function newClient(options: ClientOptions): QuanchengClient {
  const transport = newTransport(options);
  const { trustRoot } = options;
  const verified = (acknowledgement: Acknowledgement, sent: Envelope): Acknowledgement => {
    verifyReceipt(acknowledgement, sent, requireTrustRoot(trustRoot));
    return acknowledgement;
  };
  return {
    async depositRecord(envelope) {
      requireTrustRoot(trustRoot);
      return verified(await postRecord(transport, envelope), envelope);
    },
    async *depositRecords(envelopes) {
      requireTrustRoot(trustRoot);
      for await (const outcome of depositRecords(transport, envelopes, options.backOff)) {
        if ('acknowledgement' in outcome) verified(outcome.acknowledgement, outcome.envelope);
        yield outcome;
      }
    },
    async depositBatch(envelope, members) {
      requireTrustRoot(trustRoot);
      return verified(await postBatch(transport, envelope, members), envelope);
    },
    submitCommands: async (envelopes) => readCommandOutcomes(await postCommands(transport, envelopes)),
    record: async (name) => readJson(await transport(getRequest(recordPath(name)))),
    proof: (name, patience) =>
      waitUntilAnchored(() => getText(transport, recordPath(name, '/proof')), patience),
    recordPackage: (name, patience) =>
      waitUntilAnchored(() => getBytes(transport, recordPath(name, '/package')), patience),
    batchBundle: (name, patience) =>
      waitUntilAnchored(() => getBytes(transport, batchPath(name, '/bundle')), patience),
    participant: async (id) =>
      readParticipantDescription(
        await readJson(await transport(getRequest(`/v1/participants/${encodeURIComponent(id)}`))),
      ),
    ledger: async () => readLedgerDescription(await readJson(await transport(getRequest('/v1/ledger')))),
    trustRoot: () => getBytes(transport, '/v1/trust-root'),
    readLedger: async (keys) => readLedger(transport, requireTrustRoot(trustRoot), keys),
    log: newGatewayLogReader(transport),
    commands: newCommandClient(transport),
    records: newRecordClient(transport, {
      backOff: options.backOff,
      trustRoot,
      requireTrustRoot: () => requireTrustRoot(trustRoot),
    }),
    onboarding: newOnboardingClient(transport),
    due: newDueClient(transport),
  };
}

function requireTrustRoot(trustRoot: TrustRoot | undefined): TrustRoot {
  if (trustRoot === undefined)
    throw new QuanchengError('TRUST_ROOT_NOT_PINNED', 'nothing can be verified without it');
  return trustRoot;
}
