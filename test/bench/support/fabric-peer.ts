import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import {
  defaultTopology,
  type FabricBinaries,
  type FabricNetwork,
  startFabricNetwork,
} from '@quancheng/network';

const chaincodePath = join(import.meta.dirname, '../../../network/fixtures/trial-chaincode');

/** Valid commits a second with one record of `recordBytes` in each transaction. */
export interface FabricRun {
  readonly transactionsPerSecond: number;
  readonly latencies: readonly number[];
}

/**
 * What a hash-on-chain design does: one Fabric transaction per record, on four organisations' peers and four BFT
 * orderers on this machine, three endorsements each, through the official client with a native signer.
 */
export async function runFabricPerRecord(
  binaries: FabricBinaries,
  options: { readonly seconds: number; readonly clients: number; readonly recordBytes: number },
): Promise<FabricRun> {
  const folder = await mkdtemp(join(tmpdir(), 'quancheng-bench-fabric-'));
  let network: FabricNetwork | undefined;
  try {
    network = await startFabricNetwork({
      topology: defaultTopology,
      dataDirectory: join(folder, 'network'),
      chaincodePath,
      binaries,
    });
    const ledgers = connectAll(network);
    const run = await submitFor(ledgers, options);
    for (const ledger of ledgers) ledger.close();
    return run;
  } finally {
    await network?.down();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One connection to each organisation's gateway peer. */
function connectAll({ gateways, clients, topology }: FabricNetwork): Ledger[] {
  return gateways.map(({ address, mspId, tlsRootCertificate, tlsClient }) => {
    const client = clients.get(mspId);
    if (client === undefined) throw new Error(`no client of ${mspId}`);
    return connectLedger({
      endpoint: address,
      tlsRootCertificate,
      tlsClient,
      mspId,
      certificate: client.certificate,
      privateKey: client.privateKey,
      channel: topology.channel,
      chaincode: topology.chaincode.name,
    });
  });
}

async function submitFor(
  ledgers: readonly Ledger[],
  { seconds, clients, recordBytes }: { seconds: number; clients: number; recordBytes: number },
): Promise<FabricRun> {
  const latencies: number[] = [];
  const started = performance.now();
  const deadline = started + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const ledger = ledgers[client % ledgers.length];
      for (let number = 0; ledger !== undefined && performance.now() < deadline; number += 1) {
        const sent = performance.now();
        await ledger.submit('put', [`${client}-${number}`, randomBytes(recordBytes / 2).toString('hex')]);
        latencies.push(performance.now() - sent);
      }
    }),
  );
  return { transactionsPerSecond: latencies.length / ((performance.now() - started) / 1_000), latencies };
}
