import { findFabricBinaries } from '../fabric-binaries.js';
import { type CommandDefaults, parseCommandLine, usage } from './command-line.js';
import { down } from './down.js';
import { keepNetwork } from './keep.js';
import { showLogs } from './logs.js';
import { showStatus } from './status.js';
import { up } from './up.js';

/** Exit codes: 0 done, 1 failed or not healthy, 2 not understood, 3 Fabric's programs are not here. */
export type NetworkExitCode = number;

const missing = `Hyperledger Fabric's programs were not found (peer, orderer, osnadmin, configtxgen and the ccaas builder).
Unpack an official release, 3.1 or newer, from https://github.com/hyperledger/fabric/releases and set
FABRIC_BIN to its folder bin; the builder is looked for beside it in builders/ccaas (or FABRIC_CCAAS_BUILDER).
未找到 Hyperledger Fabric 程序。请从上述官方发布页下载 3.1 或更新版本，解压后将 FABRIC_BIN 设为其 bin 目录。`;

/**
 * The command behind `npm run network`. `script` is the file that calls this function: `up` starts it again in the
 * background as the keeper of the network.
 */
export async function runNetworkCommand(
  words: readonly string[],
  defaults: CommandDefaults & { readonly script: string },
): Promise<NetworkExitCode> {
  const command = parseCommandLine(words, defaults);
  if (command === null) {
    console.error(usage);
    return 2;
  }
  switch (command.action) {
    case 'down':
      return await down(command);
    case 'status':
      return await showStatus(command);
    case 'logs':
      return await showLogs(command);
    default: {
      const binaries = findFabricBinaries();
      if (binaries === null) {
        console.error(missing);
        return 3;
      }
      return command.action === 'up'
        ? await up(command, defaults.script)
        : await keepNetwork(command, binaries);
    }
  }
}
