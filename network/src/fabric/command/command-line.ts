import { parseArgs } from 'node:util';
import { commands } from './commands.js';
import type { CommandLine, NetworkCommand } from './network-command.js';

const commonHelp = `  --data DIR        keys, ledgers, logs (default .quancheng/network)
  --topology FILE   JSON or YAML (default: four organisations, four BFT orderers)
  --chaincode DIR   folder of the chaincode package (default: the project's own, packaged)

docs/guides/fabric.md explains every command.  各命令详见 docs/guides/fabric.md`;

/**
 * The help that was asked for with --help: of the command named, or else of all. Null if none was asked for, or where the
 * command has a longer one of its own.
 */
export function formatHelp(words: readonly string[]): string | null {
  if (!words.includes('--help') && !words.includes('-h')) {
    return null;
  }
  const command = commands.find(({ name }) => name === words[0]);
  if (command?.options?.['help'] !== undefined && !words.includes('-h')) {
    return null;
  }
  const visible = commands.filter(({ usage }) => usage !== undefined);
  const shown = command?.usage === undefined ? visible : [command];
  const usages = shown.map(({ usage }) => usage).join('\n');
  return `Usage: npm run network -- ${shown.map(({ name }) => name).join(' | ')}  [options]\n\n${usages}\n\n${commonHelp}`;
}

/** What stands where nothing was said. */
export interface CommandDefaults {
  readonly dataDirectory: string;
  readonly chaincodePath: string;
}

const common: NetworkCommand['options'] = { data: 'value', topology: 'value', chaincode: 'value' };

/** The options that were given, or what is wrong where one is unknown or lacks its value. */
function parseWords({ options = {} }: NetworkCommand, words: readonly string[]) {
  const known = Object.entries({ ...common, ...options });
  const types = known.map(
    ([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' } as const] as const,
  );
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: Object.fromEntries(types) });
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}

/** Says what the command lacks, or has too much of; undefined if nothing. */
function findMistake(
  { name, options = {}, words = { least: 0, most: 0 } }: NetworkCommand,
  values: object,
  positionals: readonly string[],
): string | undefined {
  const lacking = Object.keys(options).find(
    (option) => options[option] === 'required value' && !Object.hasOwn(values, option),
  );
  if (lacking !== undefined) {
    return `${name} needs --${lacking}`;
  }
  if (positionals.length > words.most) {
    return `${name} does not take ${positionals[words.most] ?? ''}`;
  }
  return positionals.length < words.least ? `${name} needs one more word` : undefined;
}

/** Reads the words after the program's name, or says why they make no command. */
export function parseCommandLine(
  words: readonly string[],
  defaults: CommandDefaults,
): { readonly command: NetworkCommand; readonly line: CommandLine } | { readonly mistake: string } {
  const command = commands.find(({ name }) => name === words[0]);
  if (command === undefined) {
    return { mistake: words[0] === undefined ? 'Which command?' : `${words[0]} is not a command` };
  }
  const parsed = parseWords(command, words.slice(1));
  if ('mistake' in parsed) {
    return parsed;
  }
  const mistake = findMistake(command, parsed.values, parsed.positionals);
  if (mistake !== undefined) {
    return { mistake };
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
