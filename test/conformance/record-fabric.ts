/**
 * Plays all scenarios on a real Fabric network and writes what happened to test/vectors/fabric/transcripts.
 * Run it by hand when a scenario changes: FABRIC_BIN=… node test/dist/conformance/record-fabric.js
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTopology, findFabricBinaries, startFabricNetwork } from '@quancheng/network';
import { recordTranscript } from './transcript/record-transcript.js';
import { transcriptFolder } from './transcript/read-transcript.js';
import { scenarios } from './transcript/scenarios/index.js';

const chaincodePath = join(import.meta.dirname, '../../network/fixtures/trial-chaincode');

const binaries = findFabricBinaries();
if (binaries === null) {
  throw new Error('Fabric’s programs are not here: set FABRIC_BIN to the folder that holds them');
}
const dataDirectory = await mkdtemp(join(tmpdir(), 'quancheng-transcript-'));
const network = await startFabricNetwork({
  topology: defaultTopology,
  dataDirectory,
  chaincodePath,
  binaries,
});
try {
  await mkdir(transcriptFolder, { recursive: true });
  const { topology, gateways, organisations } = network;
  const write = (name: string, value: unknown) =>
    writeFile(join(transcriptFolder, name), `${JSON.stringify(value, undefined, 1)}\n`);
  const endpoints = gateways.map((gateway) => ({ ...gateway, tlsClient: undefined }));
  await write('network.json', { topology, gateways: endpoints, organisations });
  for (const scenario of scenarios) {
    console.log(scenario.name);
    await write(`${scenario.name}.json`, await recordTranscript(network, scenario));
  }
} finally {
  await network.down();
  await rm(dataDirectory, { recursive: true });
}
