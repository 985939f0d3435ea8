import { down } from './down.js';
import { keepNetwork } from './keep.js';
import { showLogs } from './logs.js';
import type { NetworkCommand } from './network-command.js';
import { showStatus } from './status.js';
import { up } from './up.js';

/** Every command of `npm run network`, in the order in which the usage shows them. */
export const commands: readonly NetworkCommand[] = [
  {
    name: 'up',
    usage:
      '  up      start a network of real Hyperledger Fabric nodes on this machine  在本机启动真实的 Fabric 网络',
    needsFabric: true,
    run: (command, { script }) => up(command, script),
  },
  {
    name: 'down',
    usage: '  down    stop it; keys and ledgers stay  停止网络，保留密钥与账本',
    run: (command) => down(command),
  },
  {
    name: 'status',
    usage: '  status  each node: running, healthy, address  各节点状态',
    run: (command) => showStatus(command),
  },
  {
    name: 'logs',
    usage: '  logs    names of the log files, or the end of one node’s log: logs [NODE]  日志',
    words: { least: 0, most: 1 },
    run: (command) => showLogs(command),
  },
  { name: 'keep', needsFabric: true, run: (command, _context, binaries) => keepNetwork(command, binaries) },
];
