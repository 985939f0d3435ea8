import { createPrivateKey, randomBytes } from 'node:crypto';
import { Client, credentials } from '@grpc/grpc-js';
import {
  connect,
  hash,
  signers,
  GatewayError,
  type Commit,
  type Contract,
  type Gateway,
  type Transaction,
} from '@hyperledger/fabric-gateway';
import { gateway as messages, msp } from '@hyperledger/fabric-protos';
import { newNativeSigner } from '@quancheng/ledger';
import { cpuMilliseconds } from './cpu-time.js';
import type { BackEnd } from './back-end.js';

export interface Identity {
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** `stock`: the official client as it comes; `native`: the same client with this project's signer on node:crypto. */
export type SignerKind = 'stock' | 'native';

export interface SubmitLoad {
  readonly seconds: number;
  /** Transactions under way at any time (closed loop). */
  readonly clients: number;
  readonly valueBytes: number;
}

export interface SubmitResult {
  /** Transactions whose commit was reported VALID, per second. */
  readonly perSecond: number;
  /** Milliseconds from proposal to commit status. */
  readonly latencies: readonly number[];
  /** CPU milliseconds per transaction of this process, the client, and of all the ledger's processes. */
  readonly clientCpu: number;
  readonly ledgerCpu: number;
}

/** Puts unique keys, one in each transaction, and waits for every commit status. */
export async function runSubmitLoad(
  backEnd: BackEnd,
  signer: SignerKind,
  load: SubmitLoad,
): Promise<SubmitResult> {
  const { client, gateway } = open(backEnd, signer);
  const { channel, chaincode } = backEnd;
  const cpu = process.cpuUsage();
  const ledgerCpu = await cpuMilliseconds(backEnd.processes());
  const contract = gateway.getNetwork(channel).getContract(chaincode);
  const { latencies, inTime } = await keepSubmitting({ gateway, channel, contract }, load);
  const { user, system } = process.cpuUsage(cpu);
  gateway.close();
  client.close();
  return {
    perSecond: inTime / load.seconds,
    latencies,
    clientCpu: (user + system) / 1e3 / latencies.length,
    ledgerCpu: ((await cpuMilliseconds(backEnd.processes())) - ledgerCpu) / latencies.length,
  };
}

/** What is still under way when the time is over is waited for, but not counted. */
async function keepSubmitting(
  submitter: Submitter,
  { seconds, clients, valueBytes }: SubmitLoad,
): Promise<{ latencies: number[]; inTime: number }> {
  const run = randomBytes(6).toString('hex');
  const latencies: number[] = [];
  const deadline = performance.now() + seconds * 1_000;
  let inTime = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, number) => {
      for (let count = 0; performance.now() < deadline; count += 1) {
        latencies.push(await submit(submitter, `${run}-${number}-${count}`, valueBytes));
        if (performance.now() < deadline) inTime += 1;
      }
    }),
  );
  return { latencies, inTime };
}

interface Submitter {
  readonly gateway: Gateway;
  readonly contract: Contract;
  readonly channel: string;
}

/** Throws unless the transaction was committed as valid. */
async function submit(submitter: Submitter, key: string, valueBytes: number): Promise<number> {
  const sent = performance.now();
  const value = randomBytes(valueBytes / 2).toString('hex');
  const proposal = submitter.contract.newProposal('put', { arguments: [key, value] });
  const transaction = await proposal.endorse();
  const commit = await transaction.submit().catch((error: unknown) => askFor(transaction, submitter, error));
  const { successful, code } = await commit.getStatus();
  if (!successful) throw new Error(`validation code ${code}`);
  return performance.now() - sent;
}

/**
 * A BFT orderer that gets a transaction after the others have ordered it refuses it as already processed, and the
 * gateway peer then says that there was no quorum: the commit status tells.
 */
function askFor(transaction: Transaction, { gateway, channel }: Submitter, error: unknown): Commit {
  if (!(error instanceof GatewayError)) throw error;
  const { mspId, credentials: certificate } = gateway.getIdentity();
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(certificate);
  const request = new messages.CommitStatusRequest();
  request.setChannelId(channel);
  request.setTransactionId(transaction.getTransactionId());
  request.setIdentity(identity.serializeBinary());
  const signed = new messages.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  return gateway.newCommit(signed.serializeBinary());
}

function open(backEnd: BackEnd, kind: SignerKind): { client: Client; gateway: Gateway } {
  const { endpoint, tlsRootCertificate, tlsServerName, tlsClient, identity } = backEnd;
  const root = Buffer.from(tlsRootCertificate);
  const client = new Client(
    endpoint,
    tlsClient === undefined
      ? credentials.createSsl(root)
      : credentials.createSsl(root, Buffer.from(tlsClient.privateKey), Buffer.from(tlsClient.certificate)),
    // For both back ends: grpc-js's statistics cost time in every call, and nobody reads them.
    {
      'grpc.enable_channelz': 0,
      ...(tlsServerName !== undefined && {
        'grpc.ssl_target_name_override': tlsServerName,
        'grpc.default_authority': tlsServerName,
      }),
    },
  );
  const gateway = connect({
    client,
    identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
    ...(kind === 'stock'
      ? { signer: signers.newPrivateKeySigner(createPrivateKey(identity.privateKey)) }
      : { signer: newNativeSigner(identity.privateKey), hash: hash.none }),
  });
  return { client, gateway };
}
