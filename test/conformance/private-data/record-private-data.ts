/**
 * Plays the private flow on a real Fabric network and writes what happened to test/vectors/fabric/private-data.json.
 * Run it by hand when the flow changes: FABRIC_BIN=… node test/dist/conformance/private-data/record-private-data.js
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTopology, findFabricBinaries, startFabricNetwork } from '@quancheng/network';
import { deliverBlocks } from './delivered.js';
import { bigData, playPrivateFlow } from './private-flow.js';
import { vectorPath } from './private-vector.js';

const chaincodePath = join(import.meta.dirname, '../../../network/fixtures/trial-chaincode');

const binaries = findFabricBinaries();
if (binaries === null) {
  throw new Error('Fabric’s programs are not here: set FABRIC_BIN to the folder that holds them');
}
const dataDirectory = await mkdtemp(join(tmpdir(), 'quancheng-private-'));
const network = await startFabricNetwork({
  topology: defaultTopology,
  dataDirectory,
  chaincodePath,
  binaries,
});
try {
  const steps = await playPrivateFlow(network);
  const last = Math.max(...steps.map(({ block }) => block ?? 0));
  const first = steps[0]?.block ?? 0;
  const blocks = (await deliverBlocks(network, bigData, last)).filter(({ number }) => number >= first);
  await writeFile(vectorPath, `${JSON.stringify({ steps, blocks }, undefined, 1)}\n`);
} finally {
  await network.down();
  await rm(dataDirectory, { recursive: true });
}
