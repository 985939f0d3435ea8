import type { FabricBinaries } from '../fabric-binaries.js';
import { upgradeChaincode, upgradeOrganisation } from '../upgrade/upgrade-chaincode.js';
import type { CommandLine } from './network-command.js';

const text = (value: string | true | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Changes the running network's chaincode, at all organisations or at one. Returns the exit code. */
export async function upgrade(
  { dataDirectory, chaincodePath, options }: CommandLine,
  binaries: FabricBinaries,
): Promise<number> {
  const report = (step: string): void => console.log(`… ${step}`);
  const wanted = { dataDirectory, chaincodePath, version: text(options['version']), binaries, report };
  const organisation = text(options['organisation']);
  if (organisation === undefined) {
    await upgradeChaincode(wanted);
  } else {
    await upgradeOrganisation(wanted, organisation);
  }
  console.log('Upgraded  已升级');
  return 0;
}
