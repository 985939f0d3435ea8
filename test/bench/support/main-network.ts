import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultTopology, type FabricBinaries, startFabricNetwork } from '@quancheng/network';

const packager = join(import.meta.dirname, '../../../../scripts/package-chaincode.js');

/** A Fabric network with this project's contract, and how `quancheng start` is told of it. */
export interface MainNetwork {
  readonly options: readonly string[];
  down(): Promise<void>;
}

/** Starts four organisations' peers and four BFT orderers in a folder of their own. */
export async function startMainNetwork(binaries: FabricBinaries): Promise<MainNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'quancheng-bench-network-'));
  const chaincodePath = join(folder, 'chaincode');
  const dataDirectory = join(folder, 'network');
  await promisify(execFile)(process.execPath, [packager, chaincodePath]);
  const network = await startFabricNetwork({
    topology: defaultTopology,
    dataDirectory,
    chaincodePath,
    binaries,
  });
  return {
    options: ['--fabric', dataDirectory],
    async down() {
      await network.down();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
