import { isQuanchengError } from '@quancheng/protocol';
import { findFabricBinaries } from '../fabric-binaries.js';
import { type CommandDefaults, formatUsage, parseCommandLine } from './command-line.js';
import type { CommandContext, CommandLine, NetworkCommand } from './network-command.js';

/** Exit codes: 0 done, 1 failed or not healthy, 2 not understood, 3 Fabric's programs are not here. */
export type NetworkExitCode = number;

const missing = `Hyperledger Fabric's programs were not found (peer, orderer, osnadmin, configtxgen and the ccaas builder).
Unpack an official release, 3.1 or newer, from https://github.com/hyperledger/fabric/releases and set
FABRIC_BIN to its folder bin; the builder is looked for beside it in builders/ccaas (or FABRIC_CCAAS_BUILDER).
未找到 Hyperledger Fabric 程序。请从上述官方发布页下载 3.1 或更新版本，解压后将 FABRIC_BIN 设为其 bin 目录。`;

async function execute(command: NetworkCommand, line: CommandLine, context: CommandContext): Promise<number> {
  if (command.needsFabric !== true) {
    return await command.run(line, context);
  }
  const binaries = findFabricBinaries();
  if (binaries === null) {
    console.error(missing);
    return 3;
  }
  return await command.run(line, context, binaries);
}

/** The command behind `npm run network`. `script` is the file that calls this function. */
export async function runNetworkCommand(
  words: readonly string[],
  defaults: CommandDefaults & CommandContext,
): Promise<NetworkExitCode> {
  const parsed = parseCommandLine(words, defaults);
  if (parsed === null) {
    console.error(formatUsage());
    return 2;
  }
  try {
    return await execute(parsed.command, parsed.line, { script: defaults.script });
  } catch (error) {
    if (!isQuanchengError(error)) {
      throw error;
    }
    console.error(error.message);
    return 1;
  }
}
