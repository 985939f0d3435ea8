import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { common } from '@hyperledger/fabric-protos';
import { stringify } from 'yaml';
import { channelConfiguration, channelProfile } from '../configuration/channel-configuration.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import type { NetworkPlan } from '../network-plan.js';
import { runProgram } from '../process/run-program.js';
import { channelGroup, readConfiguration } from './channel-update.js';

/** The batch timeout must be given; no update takes it over. */
const anyDuration = '1s';

/**
 * The configuration that a channel of this plan would be made with today. An update takes over from it the parts that
 * are to change, so that organisations and orderers look the same whenever they came.
 */
export async function desiredConfiguration(
  plan: NetworkPlan,
  { configtxgen }: FabricBinaries,
): Promise<common.ConfigGroup> {
  const folder = await mkdtemp(join(plan.folder, 'desired-'));
  try {
    const file = join(folder, 'desired.block');
    await writeFile(
      join(folder, 'configtx.yaml'),
      stringify(channelConfiguration(plan, anyDuration), { aliasDuplicateObjects: false }),
    );
    const profile = ['-profile', channelProfile, '-channelID', plan.topology.channel];
    await runProgram({
      name: 'configtxgen',
      command: configtxgen,
      arguments: [...profile, '-outputBlock', file, '-configPath', folder],
      folder,
      environment: { FABRIC_CFG_PATH: folder },
    });
    return channelGroup(readConfiguration(await readFile(file)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
