// A process with a gateway on a ledger of its own: the embedded node in the same process, as `quancheng start` has it,
// or real Fabric (four peers, four BFT orderers). On each line of its input, settings as JSON, it starts the gateway
// anew and prints where it listens. It ends, and takes everything down, with its input.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { startGateway } from '@quancheng/gateway';
import { defaultTopology, findFabricBinaries, startFabricNetwork } from '@quancheng/network';
import { bootstrapFabric } from '../../conformance/support/bootstrap-fabric.js';
import { openGatewayOn } from './gateway-world.js';
import { openLedgerWorld, type BootstrappedLedger } from './ledger-world.js';
import type { ChildSettings } from './start-gateway-child.js';

const TICK_PERIOD = 10;
const packager = join(import.meta.dirname, '../../../../scripts/package-chaincode.js');

const ledger = process.argv[2] === 'fabric' ? await openFabric() : await openLedgerWorld(TICK_PERIOD);
const world = await openGatewayOn(ledger);
for await (const line of createInterface({ input: process.stdin })) {
  await world.gateway.close();
  // What it does not name is as a gateway has it by itself.
  const settings = { pace: {}, ...(JSON.parse(line) as ChildSettings) };
  world.gateway = await startGateway({ ...world.configuration, ...settings });
  process.stdout.write(`${world.gateway.address}\n`);
}
await world.close();

async function openFabric(): Promise<BootstrappedLedger> {
  const binaries = findFabricBinaries();
  if (binaries === null) throw new Error('Fabric’s programs are not here');
  const folder = await mkdtemp(join(tmpdir(), 'quancheng-gateway-child-'));
  const chaincodePath = join(folder, 'chaincode');
  await promisify(execFile)(process.execPath, [packager, chaincodePath]);
  const network = await startFabricNetwork({
    topology: defaultTopology,
    dataDirectory: join(folder, 'network'),
    chaincodePath,
    binaries,
  });
  const bootstrapped = await bootstrapFabric(network, TICK_PERIOD);
  return {
    ...bootstrapped,
    async close() {
      await bootstrapped.close();
      await network.down();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
