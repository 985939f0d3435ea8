/** A program to run: what, with which arguments, where, and with which few environment variables of its own. */
export interface Program {
  /** Unique in a network; also the name of its log file. */
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The whole environment of a Fabric program. Little is inherited: a variable such as CORE_PEER_ADDRESS or a proxy
 * setting of the user's shell would silently override the generated configuration.
 */
export function programEnvironment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(inherited), ...own };
}

/** Logging of Fabric's own programs: as much as their makers think useful, in plain text without terminal colours. */
export const fabricLogging = {
  FABRIC_LOGGING_SPEC: 'info',
  FABRIC_LOGGING_FORMAT: '%{time:2006-01-02T15:04:05.000Z07:00} %{level:.4s} [%{module}] %{message}',
} as const;
