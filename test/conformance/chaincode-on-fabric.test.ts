import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultTopology, findFabricBinaries, startFabricNetwork } from '@quancheng/network';
import { testContract, type ContractTarget, type VerifiedFlow } from './support/contract-suite.js';
import { writeVector } from './support/endorsed-read-vector.js';

const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');

describe('contract quancheng on real Fabric, from its bundle', function () {
  this.timeout(240_000);
  testContract({ open, onVerified: recordIfAsked });
});

async function open(): Promise<ContractTarget | undefined> {
  const binaries = findFabricBinaries();
  if (binaries === null) {
    console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'quancheng-contract-'));
  const chaincodePath = join(folder, 'chaincode');
  await promisify(execFile)(process.execPath, [packager, chaincodePath]);
  const dataDirectory = join(folder, 'network');
  const network = await startFabricNetwork({
    topology: defaultTopology,
    dataDirectory,
    chaincodePath,
    binaries,
  });
  const close = async (): Promise<void> => {
    await network.down();
    await rm(folder, { recursive: true });
  };
  return { ...network, close };
}

/** Run with QUANCHENG_RECORD=1 to replace the vector; the network's private keys are thrown away with it. */
async function recordIfAsked({ flow, payload, nonce, trustRoot, read }: VerifiedFlow): Promise<void> {
  if (process.env['QUANCHENG_RECORD'] !== '1') return;
  const about =
    'An endorsed read of Hyperledger Fabric 3.1.5: four organisations, each of its own operator, after bootstrap, ' +
    'a tick, the registration of a log operator and its log, and two anchors.';
  const { channel, chaincode } = flow;
  const name = 'four-organisations';
  await writeVector({ name, about, channel, chaincode, nonce, payload, trustRoot, expected: read });
}
