import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import type { Topology } from '../../topology/topology.js';
import { openContractRuntime } from '../chaincode/contract-runtime.js';
import type { Chain } from '../ledger/chain.js';
import { openChain } from '../ledger/open-chain.js';
import { defaultBlockCutting } from '../ordering/block-cutting.js';
import { startServers } from '../services/node-servers.js';
import { claimDirectory } from './claimed-directories.js';
import type { EmbeddedChannel } from './embedded-channel.js';
import type { EmbeddedNode, OrganisationAccess } from './embedded-node.js';
import type { EmbeddedNodeOptions } from './embedded-node-options.js';
import { type NodeMaterial, openMaterial } from './node-material.js';
import { openChannel } from './open-channel.js';
import { choosePorts } from './ports.js';

/**
 * Opens a single-operator ledger: one process that speaks Fabric's Gateway protocol over TLS on one channel, with the
 * identities of all organisations of the topology. The first opening makes keys, block 0 and the chaincode's
 * definition; later ones take them up again, after a crash as well.
 * @throws QuanchengError EMBEDDED_NODE_LOCKED, EMBEDDED_TOPOLOGY_CHANGED, EMBEDDED_CHAINCODE_INVALID or
 *   EMBEDDED_LEDGER_DAMAGED
 */
export async function openEmbeddedNode(options: EmbeddedNodeOptions): Promise<EmbeddedNode> {
  const { dataDirectory, host = '127.0.0.1', onFailure } = options;
  const topology = withChaincode(options);
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const giveUp = await claimDirectory(dataDirectory);
  let chain: Chain | undefined;
  try {
    chain = await openChain(join(dataDirectory, 'ledger'));
    const runtime = await openContractRuntime(options.chaincode.contracts, topology.chaincode);
    const wanted = topology.organisations.map((_, index) => (index === 0 ? (options.port ?? 0) : 0));
    const material = await openMaterial(dataDirectory, topology, chain.height, () =>
      choosePorts(host, wanted),
    );
    const ports = await choosePorts(host, wanted, material.record.ports);
    const blockCutting = { ...defaultBlockCutting, ...options.blockCutting };
    const closing = new AbortController();
    const parts = {
      topology,
      material,
      chain,
      runtime,
      blockCutting,
      host,
      ports,
      closing: closing.signal,
      onFailure,
    };
    const { channel, orderer } = await openChannel(parts);
    const stopServers = await startServers(channel, host, ports, material.tls);
    return describeNode(topology, material, channel, async () => {
      await orderer.close();
      channel.commits.close(
        new QuanchengError('EMBEDDED_NODE_CLOSED', 'the node closed before the transaction was committed'),
      );
      closing.abort();
      await stopServers();
      await channel.chain.close();
      await giveUp();
    });
  } catch (error) {
    await chain?.close();
    await giveUp();
    throw error;
  }
}

function describeNode(
  { channel: name, chaincode }: Topology,
  material: NodeMaterial,
  channel: EmbeddedChannel,
  close: () => Promise<void>,
): EmbeddedNode {
  let closed: Promise<void> | undefined;
  return {
    endpoint: channel.peers[0]?.address ?? '',
    tlsRootCertificate: material.tlsRootCertificate,
    tlsServerName: 'localhost',
    channel: name,
    chaincode: { name: chaincode.name, version: chaincode.version },
    organisations: listAccess(material, channel),
    height: () => channel.chain.height,
    readBlock: (number) => channel.chain.readBytes(number),
    close: () => (closed ??= close()),
  };
}

function withChaincode({ topology, chaincode }: EmbeddedNodeOptions): Topology {
  const { name, version, endorsementPolicy: policy } = chaincode;
  const given = { ...(name && { name }), ...(version && { version }), ...(policy && { policy }) };
  return { ...topology, chaincode: { ...topology.chaincode, ...given } };
}

function listAccess(material: NodeMaterial, channel: EmbeddedChannel): Record<string, OrganisationAccess> {
  const entries = material.organisations.map(
    ({ organisation: { name, mspId }, client, admin, definition }) => {
      const peerEndpoint = channel.peers.find((each) => each.mspId === mspId)?.address ?? '';
      return [name, { name, mspId, client, admin, peerEndpoint, definition }] as const;
    },
  );
  return Object.fromEntries(entries);
}
