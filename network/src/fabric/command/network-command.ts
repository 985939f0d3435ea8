import type { FabricBinaries } from '../fabric-binaries.js';

/** What was said on the command line, defaults filled in. */
export interface CommandLine {
  readonly dataDirectory: string;
  readonly topologyFile: string | undefined;
  readonly chaincodePath: string;
  /** The words after the command's name. */
  readonly words: readonly string[];
  /** The command's own options by name; `true` for those that take no value. */
  readonly options: Readonly<Record<string, string | true>>;
}

/** What commands need besides. */
export interface CommandContext {
  /** The file that was called: `up` starts it again in the background as the keeper of the network. */
  readonly script: string;
}

interface Described {
  readonly name: string;
  /** Its lines in the usage; a command without is started by others only. */
  readonly usage?: string;
  /** How many words may follow its name (default none), and how many must. */
  readonly words?: { readonly least: number; readonly most: number };
  /** Its own options: whether each takes a value, and whether it may be left out. */
  readonly options?: Readonly<Record<string, 'value' | 'flag' | 'required value'>>;
}

/** A command of `npm run network`. `run` returns the exit code; a thrown QuanchengError is shown and makes it 1. */
export type NetworkCommand = Described &
  (
    | {
        readonly needsFabric: true;
        run(command: CommandLine, context: CommandContext, binaries: FabricBinaries): Promise<number>;
      }
    | { readonly needsFabric?: false; run(command: CommandLine, context: CommandContext): Promise<number> }
  );
