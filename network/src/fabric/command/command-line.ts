import { parseArgs } from 'node:util';

export const actions = ['up', 'down', 'status', 'logs'] as const;
export type Action = (typeof actions)[number];

export interface CommandLine {
  readonly action: Action | 'keep';
  readonly dataDirectory: string;
  readonly topologyFile: string | undefined;
  readonly chaincodePath: string;
  /** Name of a node, for `logs`. */
  readonly node: string | undefined;
}

export const usage = `Usage: npm run network -- up | down | status | logs [NODE]  [--data DIR] [--topology FILE] [--chaincode DIR]

  up      start a network of real Hyperledger Fabric nodes on this machine  在本机启动真实的 Fabric 网络
  down    stop it; keys and ledgers stay  停止网络，保留密钥与账本
  status  each node: running, healthy, address  各节点状态
  logs    names of the log files, or the end of one node's log  日志

  --data DIR        keys, ledgers, logs (default .quancheng/network)
  --topology FILE   JSON or YAML (default: four organisations, four BFT orderers)
  --chaincode DIR   folder of the chaincode package`;

/** What stands where nothing was said. */
export interface CommandDefaults {
  readonly dataDirectory: string;
  readonly chaincodePath: string;
}

/** Reads the words after the program's name; null if they make no command. `keep` is what `up` leaves behind. */
export function parseCommandLine(words: readonly string[], defaults: CommandDefaults): CommandLine | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { data: { type: 'string' }, topology: { type: 'string' }, chaincode: { type: 'string' } },
    });
    const [action, node, ...rest] = positionals;
    const known = [...actions, 'keep' as const].find((each) => each === action);
    if (known === undefined || rest.length > 0 || (node !== undefined && known !== 'logs')) {
      return null;
    }
    return {
      action: known,
      dataDirectory: values.data ?? defaults.dataDirectory,
      topologyFile: values.topology,
      chaincodePath: values.chaincode ?? defaults.chaincodePath,
      node,
    };
  } catch {
    return null;
  }
}
