import { createPrivateKey, randomBytes } from 'node:crypto';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, hash, signers, type Contract, type Gateway } from '@hyperledger/fabric-gateway';
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
  { seconds, clients, valueBytes }: SubmitLoad,
): Promise<SubmitResult> {
  const { client, gateway } = open(backEnd, signer);
  const contract = gateway.getNetwork(backEnd.channel).getContract(backEnd.chaincode);
  const run = randomBytes(6).toString('hex');
  const latencies: number[] = [];
  const cpu = process.cpuUsage();
  const ledgerCpu = await cpuMilliseconds(backEnd.processes());
  const started = performance.now();
  const deadline = started + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, number) => {
      for (let count = 0; performance.now() < deadline; count += 1) {
        latencies.push(await submit(contract, `${run}-${number}-${count}`, valueBytes));
      }
    }),
  );
  const elapsed = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  gateway.close();
  client.close();
  return {
    perSecond: latencies.length / elapsed,
    latencies,
    clientCpu: (user + system) / 1e3 / latencies.length,
    ledgerCpu: ((await cpuMilliseconds(backEnd.processes())) - ledgerCpu) / latencies.length,
  };
}

/** Throws unless the transaction was committed as valid. */
async function submit(contract: Contract, key: string, valueBytes: number): Promise<number> {
  const sent = performance.now();
  await contract.submitTransaction('put', key, randomBytes(valueBytes / 2).toString('hex'));
  return performance.now() - sent;
}

function open(backEnd: BackEnd, kind: SignerKind): { client: Client; gateway: Gateway } {
  const { endpoint, tlsRootCertificate, tlsServerName, tlsClient, identity } = backEnd;
  const root = Buffer.from(tlsRootCertificate);
  const client = new Client(
    endpoint,
    tlsClient === undefined
      ? credentials.createSsl(root)
      : credentials.createSsl(root, Buffer.from(tlsClient.privateKey), Buffer.from(tlsClient.certificate)),
    tlsServerName === undefined
      ? {}
      : { 'grpc.ssl_target_name_override': tlsServerName, 'grpc.default_authority': tlsServerName },
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
