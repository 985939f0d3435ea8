import '../../../chaincode/support/quiet-shim.js';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { contracts } from '@quancheng/chaincode';
import {
  defaultTopology,
  findFabricBinaries,
  openEmbeddedNode,
  startFabricNetwork,
  type FabricNetworkDescription,
} from '@quancheng/network';
import { targetOf } from '../../support/embedded-target.js';

const packager = join(import.meta.dirname, '../../../../../scripts/package-chaincode.js');

/** A running network with this project's contract on an empty channel. */
export interface RightsBackend {
  readonly network: FabricNetworkDescription;
  /** Where the embedded node, or all of Fabric's nodes, keep what they keep. */
  readonly directory: string;
  /** Stops it; what it wrote stays. */
  readonly stop: () => Promise<void>;
  /** Removes what it wrote. */
  readonly remove: () => Promise<void>;
}

export async function startEmbedded(): Promise<RightsBackend> {
  const directory = await mkdtemp(join(tmpdir(), 'quancheng-rights-'));
  const node = await openEmbeddedNode({
    dataDirectory: directory,
    topology: defaultTopology,
    chaincode: { contracts: () => [...contracts], version: '1.0.0' },
  });
  return {
    network: { ...targetOf(node), orderers: [], administrators: new Map() },
    directory,
    stop: () => node.close(),
    remove: () => rm(directory, { recursive: true }),
  };
}

/** Undefined, with a line that says so, where Fabric's programs are not. */
export async function startFabric(): Promise<RightsBackend | undefined> {
  const binaries = findFabricBinaries();
  if (binaries === null) {
    console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
    return undefined;
  }
  const directory = await mkdtemp(join(tmpdir(), 'quancheng-rights-fabric-'));
  const chaincodePath = join(directory, 'chaincode');
  await promisify(execFile)(process.execPath, [packager, chaincodePath]);
  const dataDirectory = join(directory, 'network');
  const network = await startFabricNetwork({
    topology: defaultTopology,
    dataDirectory,
    chaincodePath,
    binaries,
  });
  return {
    network,
    directory: dataDirectory,
    stop: () => network.down(),
    remove: () => rm(directory, { recursive: true }),
  };
}
