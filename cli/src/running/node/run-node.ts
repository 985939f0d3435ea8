import { join, resolve } from 'node:path';
import { type EmbeddedNode, openEmbeddedNode } from '@quancheng/network';
import { QuanchengError } from '@quancheng/protocol';
import { ExitCode } from '../../exit-code.js';
import { homeFolder, makeFolder } from '../../home/home-folder.js';
import { print } from '../../output/print.js';
import { reportError } from '../../output/report-error.js';
import { assertPortFree } from '../port.js';
import { stopSignal } from '../stop-signal.js';
import { readChaincodePackage } from './chaincode-package.js';
import type { NodeOptions } from './node-options.js';
import { newNodeTopology } from './node-topology.js';
import { type WrittenAccess, writeAccess } from './write-access.js';

/** Loopback only: the node holds the keys of all organisations. */
const host = '127.0.0.1';

/** Runs a chaincode package on an embedded node until SIGINT or SIGTERM. */
export async function runNode(options: NodeOptions): Promise<void> {
  const stopped = stopSignal();
  const { folder, ...own } = await readChaincodePackage(options.chaincode);
  const name = options.name ?? own.name;
  if (name === undefined) throw new QuanchengError('OPTION_MISSING', 'the chaincode’s name: --name <name>');
  const version = options.version ?? own.version ?? '1.0';
  const topology = newNodeTopology(options.channel, { name, version }, options.endorsements);
  const data = resolve(options.data ?? join(homeFolder().path, 'chaincode', name));
  await makeFolder(data, 0o700);
  await assertPortFree(options.port, host);
  const node = await openEmbeddedNode({
    dataDirectory: join(data, 'node'),
    topology,
    chaincode: { contracts: folder },
    host,
    port: options.port,
    onFailure: (reason) => reportError(reason, false),
  });
  try {
    describe(node, await writeAccess(data, node, topology));
    await stopped;
    print('Stopping 正在停止 …');
  } finally {
    await node.close();
  }
  // Everything is on disk; a timer that the contracts left must not keep the process.
  process.exit(ExitCode.done);
}

function describe(node: EmbeddedNode, { profile, identities }: WrittenAccess): void {
  print(`Chaincode 链码: ${node.chaincode.name} ${node.chaincode.version}`);
  print(`Channel 通道: ${node.channel}`);
  print(`Connection profile 连接配置: ${profile}`);
  print(`Identities 身份: ${identities}`);
  for (const { mspId, peerEndpoint } of Object.values(node.organisations)) {
    print(`Peer of 节点 ${mspId}: ${peerEndpoint}`);
  }
  print(`Listening 正在监听: ${node.endpoint}`);
}
