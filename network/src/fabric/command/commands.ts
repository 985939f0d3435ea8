import { backUp } from './backup.js';
import { addOrg } from './add-org.js';
import { showChaincodeDigest } from './chaincode-digest.js';
import { makeHosts } from './hosts.js';
import { down } from './down.js';
import { keepNetwork } from './keep.js';
import { showLogs } from './logs.js';
import type { NetworkCommand } from './network-command.js';
import { restore } from './restore.js';
import { rotate } from './rotate.js';
import { sign } from './sign.js';
import { showStatus } from './status.js';
import { up } from './up.js';
import { upgrade } from './upgrade-chaincode.js';

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
  {
    name: 'backup',
    usage:
      '  backup  copy ledgers, keys and configuration: backup --to FOLDER [--without-keys]  备份账本、密钥与配置',
    options: { to: 'required value', 'without-keys': 'flag' },
    run: (command) => backUp(command),
  },
  {
    name: 'restore',
    usage:
      '  restore verify a backup and put it in place: restore --from FOLDER [--node NODE] [--replace]  校验并恢复备份',
    options: { from: 'required value', node: 'value', replace: 'flag' },
    run: (command) => restore(command),
  },
  {
    name: 'add-org',
    usage: '  add-org  add an organisation to the running network; see add-org --help  添加组织',
    needsFabric: true,
    options: { file: 'value', export: 'value', submit: 'value', help: 'flag' },
    run: (command, _context, binaries) => addOrg(command, binaries),
  },
  {
    name: 'rotate',
    usage: '  rotate  renew certificates while the network runs; see rotate --help  更新证书',
    needsFabric: true,
    options: { within: 'value', all: 'flag', help: 'flag' },
    run: (command, _context, binaries) => rotate(command, binaries),
  },
  {
    name: 'sign',
    usage:
      '  sign    show what an exported update of the channel changes, and sign it: sign FILE [--as ORGANISATION]  签署通道更新',
    needsFabric: true,
    words: { least: 1, most: 1 },
    options: { as: 'value' },
    run: (command, _context, binaries) => sign(command, binaries),
  },
  {
    name: 'upgrade-chaincode',
    usage: `  upgrade-chaincode   change to the chaincode of --chaincode DIR while the network runs  升级链码
                      [--version VERSION] [--organisation NAME: this one only]`,
    options: { version: 'value', organisation: 'value' },
    needsFabric: true,
    run: (command, _context, binaries) => upgrade(command, binaries),
  },
  {
    name: 'chaincode-digest',
    usage: '  chaincode-digest    digest of --chaincode DIR, for organisations to compare  链码摘要',
    run: (command) => showChaincodeDigest(command),
  },
  {
    name: 'hosts',
    usage:
      '  hosts   folders with systemd units for several machines: hosts --to FOLDER [--installed-at PATH]  多主机部署目录',
    options: { to: 'required value', 'installed-at': 'value' },
    needsFabric: true,
    run: (command, _context, binaries) => makeHosts(command, binaries),
  },
  { name: 'keep', needsFabric: true, run: (command, _context, binaries) => keepNetwork(command, binaries) },
];
