import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Where the programs of a Hyperledger Fabric release were found. */
export interface FabricBinaries {
  readonly peer: string;
  readonly orderer: string;
  readonly osnadmin: string;
  readonly configtxgen: string;
  /** Folder of the external builder for chaincode as a service; it holds `bin/detect`, `bin/build`, `bin/release`. */
  readonly chaincodeBuilder: string;
}

const names = ['peer', 'orderer', 'osnadmin', 'configtxgen'] as const;

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const chosen = environment['FABRIC_BIN'];
  const folders = chosen === undefined ? (environment['PATH'] ?? '').split(delimiter) : [chosen];
  return folders.find((folder) => folder !== '' && names.every((name) => isExecutable(join(folder, name))));
}

function findBuilder(folder: string, environment: NodeJS.ProcessEnv): string | undefined {
  const chosen = environment['FABRIC_CCAAS_BUILDER'];
  const candidates =
    chosen === undefined
      ? [join(dirname(folder), 'builders', 'ccaas'), join(dirname(folder), 'ccaas')]
      : [chosen, dirname(chosen)];
  return candidates.find((candidate) => existsSync(join(candidate, 'bin', 'detect')));
}

/**
 * Looks for Fabric's programs in the folder FABRIC_BIN, or else along PATH, and for the chaincode builder in
 * FABRIC_CCAAS_BUILDER, or else beside that folder, where Fabric's releases have it (`builders/ccaas`).
 * Returns null if anything is missing: whoever needs Fabric then says so.
 */
export function findFabricBinaries(environment: NodeJS.ProcessEnv = process.env): FabricBinaries | null {
  const folder = findFolder(environment);
  const chaincodeBuilder = folder === undefined ? undefined : findBuilder(folder, environment);
  if (folder === undefined || chaincodeBuilder === undefined) {
    return null;
  }
  const [peer, orderer, osnadmin, configtxgen] = names.map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  return { peer, orderer, osnadmin, configtxgen, chaincodeBuilder };
}
