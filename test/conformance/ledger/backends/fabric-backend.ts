import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FabricNetwork,
  defaultTopology,
  findFabricBinaries,
  readIdentity,
  startFabricNetwork,
} from '@quancheng/network';
import { trialContract } from './chaincode-package.js';
import type { LedgerBackend } from './ledger-backend.js';
import { readAuthorities } from './read-authorities.js';

/** Starts a network of real Fabric nodes; undefined, with a line that says so, where Fabric’s programs are not. */
export async function startFabricBackend(chaincodePath: string): Promise<LedgerBackend | undefined> {
  const binaries = findFabricBinaries();
  if (binaries === null) {
    console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
    return undefined;
  }
  const dataDirectory = await mkdtemp(join(tmpdir(), 'quancheng-suite-fabric-'));
  const network = await startFabricNetwork({
    topology: defaultTopology,
    dataDirectory,
    chaincodePath,
    binaries,
  });
  const lastPeer = `peer.${network.gateways.at(-1)!.name}`;
  const restart = async (): Promise<void> => {
    await network.kill(lastPeer);
    await network.restart(lastPeer);
  };
  const stop = async (): Promise<void> => {
    await network.down();
    await rm(dataDirectory, { recursive: true });
  };
  return { ...(await describe(network, dataDirectory)), restart, stop };
}

async function describe(
  network: FabricNetwork,
  dataDirectory: string,
): Promise<Omit<LedgerBackend, 'restart' | 'stop'>> {
  const { topology, gateways, clients, organisations, administrators, orderers } = network;
  const folderOf = (name: string) => join(dataDirectory, 'organisations', name);
  const endorsers = topology.organisations.map(async ({ name, mspId }) => {
    return [mspId, await readIdentity(join(folderOf(name), 'peers/peer0/msp'), mspId)] as const;
  });
  const [first] = topology.organisations;
  return {
    name: 'real Fabric',
    target: { topology, gateways, clients, organisations, contractName: trialContract },
    administrators,
    endorsers: new Map(await Promise.all(endorsers)),
    authorities: await readAuthorities(join(folderOf(first!.name), 'authorities'), first!, 'crt'),
    orderer: orderers[0]!,
  };
}
