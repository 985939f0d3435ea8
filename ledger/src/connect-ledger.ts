import { createHash, X509Certificate } from 'node:crypto';
import { Client, credentials, type ChannelCredentials, type ChannelOptions } from '@grpc/grpc-js';
import { connect, hash, type Contract } from '@hyperledger/fabric-gateway';
import { newNativeSigner } from './identity/native-signer.js';
import { iterateEvents } from './events/iterate-events.js';
import type { Ledger } from './ledger.js';
import { formatAttestRequest } from './reads/attest-request.js';
import { parseEndorsedAnswers } from './reads/endorsed-answers.js';
import { readPreparedPayload } from './reads/prepared-payload.js';
import { defaultDeadlines, type Deadlines } from './transactions/deadlines.js';
import { reach } from './transactions/reach.js';
import { submitTransaction } from './transactions/submit-transaction.js';
import { newTickCache } from './transactions/tick-cache.js';

/** Where a ledger is and as whom to speak to it. */
export interface LedgerConnection {
  /** host:port of a peer's (or the embedded node's) Gateway service. */
  readonly endpoint: string;
  /** PEM of the authority that issued the server's TLS certificate. */
  readonly tlsRootCertificate: string;
  /** The name in the server's certificate, where it is not the endpoint's host. */
  readonly tlsServerName?: string;
  /** With which the connection is opened where the server asks for a TLS client certificate, both PEM. */
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

/**
 * Opens a connection; nothing is sent until the first call, so an absent ledger shows there.
 * @throws KEY_MALFORMED if the private key is unusable
 */
export function connectLedger(connection: LedgerConnection): Ledger {
  const deadlines = { ...defaultDeadlines, ...connection.deadlines };
  const closing = new AbortController();
  const client = new Client(connection.endpoint, newCredentials(connection), channelOptions(connection));
  const gateway = connect({
    client,
    identity: { mspId: connection.mspId, credentials: Buffer.from(connection.certificate) },
    signer: newNativeSigner(connection.privateKey),
    hash: hash.none,
    ...(connection.tlsClient === undefined
      ? {}
      : { tlsClientCertificateHash: certificateHash(connection.tlsClient.certificate) }),
  });
  const network = gateway.getNetwork(connection.channel);
  const contract = network.getContract(connection.chaincode);
  const evaluate = newEvaluate(contract, deadlines, closing.signal);
  const read = async (keys: readonly string[]) =>
    parseEndorsedAnswers(await evaluate('attest', [formatAttestRequest(keys)]));
  const ticks = newTickCache(async () => (await read(['ledger'])).tick.number);
  const context = {
    contract,
    gateway,
    channel: connection.channel,
    deadlines,
    ticks,
    signal: closing.signal,
  };

  return {
    channel: connection.channel,
    chaincode: connection.chaincode,
    evaluate: async (functionName, args) => Buffer.from(await evaluate(functionName, args)).toString('utf8'),
    submit: (functionName, args, options = {}) => submitTransaction(context, { functionName, args, options }),
    read,
    endorsedRead: (keys, nonce) => readEndorsed(contract, connection, keys, nonce, deadlines, closing.signal),
    events: (options = {}) =>
      iterateEvents(network, connection.chaincode, {
        ...options,
        signal:
          options.signal === undefined ? closing.signal : AbortSignal.any([options.signal, closing.signal]),
      }),
    currentTick: () => ticks.current(),
    close() {
      closing.abort();
      gateway.close();
      client.close();
    },
  };
}

function newCredentials({ tlsRootCertificate, tlsClient }: LedgerConnection): ChannelCredentials {
  const root = Buffer.from(tlsRootCertificate);
  return tlsClient === undefined
    ? credentials.createSsl(root)
    : credentials.createSsl(root, Buffer.from(tlsClient.privateKey), Buffer.from(tlsClient.certificate));
}

/** Fabric's peers compare it with the connection's, so that a request for events cannot be replayed by others. */
function certificateHash(certificate: string): Uint8Array {
  return createHash('sha256').update(new X509Certificate(certificate).raw).digest();
}

function channelOptions({ tlsServerName }: LedgerConnection): ChannelOptions {
  return {
    // Fabric's peers end connections whose pings come more often than once a minute.
    'grpc.keepalive_time_ms': 120_000,
    'grpc.keepalive_timeout_ms': 20_000,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2_000,
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    ...(tlsServerName === undefined
      ? {}
      : { 'grpc.ssl_target_name_override': tlsServerName, 'grpc.default_authority': tlsServerName }),
  };
}

function newEvaluate(contract: Contract, deadlines: Deadlines, signal: AbortSignal) {
  return (functionName: string, args: readonly string[]): Promise<Uint8Array> =>
    reach(
      () => {
        const proposal = contract.newProposal(functionName, { arguments: [...args] });
        return proposal.evaluate({ deadline: Date.now() + deadlines.evaluate });
      },
      deadlines.patience,
      signal,
    );
}

async function readEndorsed(
  contract: Contract,
  { endorsingOrganisations }: LedgerConnection,
  keys: readonly string[],
  nonce: string | undefined,
  deadlines: Deadlines,
  signal: AbortSignal,
) {
  const request = formatAttestRequest(keys, nonce);
  const organisations = endorsingOrganisations;
  const transaction = await reach(
    () =>
      contract
        .newProposal('attest', {
          arguments: [request],
          ...(organisations === undefined ? {} : { endorsingOrganizations: [...organisations] }),
        })
        .endorse({ deadline: Date.now() + deadlines.endorse }),
    deadlines.patience,
    signal,
  );
  return {
    payload: readPreparedPayload(transaction),
    answers: parseEndorsedAnswers(transaction.getResult()),
  };
}
