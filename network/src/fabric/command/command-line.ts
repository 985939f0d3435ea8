import { parseArgs } from 'node:util';
import { commands } from './commands.js';
import type { CommandLine, NetworkCommand } from './network-command.js';

/** What `npm run network` prints when it does not understand. */
export function formatUsage(): string {
  const visible = commands.filter(({ usage }) => usage !== undefined);
  return `Usage: npm run network -- ${visible.map(({ name }) => name).join(' | ')}  [--data DIR] [--topology FILE] [--chaincode DIR]

${visible.map(({ usage }) => usage).join('\n')}

  --data DIR        keys, ledgers, logs (default .quancheng/network)
  --topology FILE   JSON or YAML (default: four organisations, four BFT orderers)
  --chaincode DIR   folder of the chaincode package`;
}

/** What stands where nothing was said. */
export interface CommandDefaults {
  readonly dataDirectory: string;
  readonly chaincodePath: string;
}

const common: NetworkCommand['options'] = { data: 'value', topology: 'value', chaincode: 'value' };

/** The options that were given, or null where one is unknown or lacks its value. */
function parseWords({ options = {} }: NetworkCommand, words: readonly string[]) {
  const known = Object.entries({ ...common, ...options });
  const types = known.map(
    ([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' } as const] as const,
  );
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: Object.fromEntries(types) });
  } catch {
    return null;
  }
}

/** Reads the words after the program's name; null if they make no command. */
export function parseCommandLine(
  words: readonly string[],
  defaults: CommandDefaults,
): { readonly command: NetworkCommand; readonly line: CommandLine } | null {
  const command = commands.find(({ name }) => name === words[0]);
  const parsed = command === undefined ? null : parseWords(command, words.slice(1));
  if (command === undefined || parsed === null) {
    return null;
  }
  const { least, most } = command.words ?? { least: 0, most: 0 };
  const isGiven = ([name, kind]: [string, string]): boolean =>
    kind !== 'required value' || Object.hasOwn(parsed.values, name);
  if (!Object.entries(command.options ?? {}).every(isGiven)) {
    return null;
  }
  if (parsed.positionals.length < least || parsed.positionals.length > most) {
    return null;
  }
  const { data, topology, chaincode, ...options } = parsed.values as Record<string, string>;
  const line = {
    dataDirectory: data ?? defaults.dataDirectory,
    topologyFile: topology,
    chaincodePath: chaincode ?? defaults.chaincodePath,
    words: parsed.positionals,
    options,
  };
  return { command, line };
}
