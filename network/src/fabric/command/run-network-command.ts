import { errorRegistry, isQuanchengError } from '@quancheng/protocol';
import { findFabricBinaries } from '../fabric-binaries.js';
import { type CommandDefaults, formatHelp, parseCommandLine } from './command-line.js';
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

/** Says what went wrong and what to do; an error that is neither ours nor about a file is a defect, and is thrown on. */
function showError(error: unknown): void {
  if (isQuanchengError(error)) {
    const { meaning, action } = errorRegistry[error.code];
    console.error(error.message);
    console.error(`  ${meaning.en} ${meaning.zh}\n  → ${action.en} ${action.zh}`);
  } else if (error instanceof Error && 'syscall' in error && 'path' in error) {
    console.error(error.message);
  } else {
    throw error;
  }
}

/** The command behind `npm run network`. `script` is the file that calls this function. */
export async function runNetworkCommand(
  words: readonly string[],
  defaults: CommandDefaults & CommandContext,
): Promise<NetworkExitCode> {
  const help = formatHelp(words);
  if (help !== null) {
    console.log(help);
    return 0;
  }
  const parsed = parseCommandLine(words, defaults);
  if ('mistake' in parsed) {
    console.error(`${parsed.mistake}\n\n${formatHelp([words[0] ?? '', '-h']) ?? ''}`);
    return 2;
  }
  try {
    return await execute(parsed.command, parsed.line, { script: defaults.script });
  } catch (error) {
    showError(error);
    return 1;
  }
}
