import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gateway } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';
import type { Topology } from '../../topology/topology.js';
import { openContractRuntime } from '../chaincode/contract-runtime.js';
import { Chain } from '../ledger/chain.js';
import { defaultBlockCutting } from '../ordering/block-cutting.js';
import { newGatewayService } from '../services/gateway-service.js';
import { listen, newGrpcServer, stopServer } from '../services/grpc-server.js';
import type { EmbeddedChannel } from './embedded-channel.js';
import type { EmbeddedNode, OrganisationAccess } from './embedded-node.js';
import type { EmbeddedNodeOptions } from './embedded-node-options.js';
import { findFreePort, isFreePort } from './free-port.js';
import { type NodeMaterial, openMaterial } from './node-material.js';
import { openChannel } from './open-channel.js';

/** How long open calls may take to end when the node closes. */
const closingGraceMs = 1000;

/**
 * Opens a single-operator ledger: one process that speaks Fabric's Gateway protocol over TLS on one channel, with the
 * identities of all organisations of the topology. The first opening makes keys, block 0 and the chaincode's
 * definition; later ones take them up again, after a crash as well.
 * @throws QuanchengError EMBEDDED_NODE_LOCKED, EMBEDDED_TOPOLOGY_CHANGED, EMBEDDED_CHAINCODE_INVALID or
 *   EMBEDDED_LEDGER_DAMAGED
 */
export async function openEmbeddedNode(options: EmbeddedNodeOptions): Promise<EmbeddedNode> {
  const { dataDirectory, host = '127.0.0.1' } = options;
  const topology = withChaincode(options);
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const chain = await openChain(join(dataDirectory, 'ledger'));
  try {
    const runtime = await openContractRuntime(options.chaincode.contracts, topology.chaincode);
    const stored = await openMaterial(dataDirectory, topology, () => choosePort(host, options.port));
    const material = await withUsablePort(stored, host, options.port);
    const controller = new AbortController();
    const { channel, orderer } = await openChannel({
      topology,
      material,
      chain,
      runtime,
      blockCutting: { ...defaultBlockCutting, ...options.blockCutting },
      host,
      peerPorts: new Map(),
      closing: controller.signal,
    });
    const server = newGrpcServer();
    server.addService(gateway.GatewayService, newGatewayService(channel));
    await listen(server, host, material.record.port, material.tls);
    return {
      endpoint: `${host}:${material.record.port}`,
      tlsRootCertificate: material.tlsRootCertificate,
      tlsServerName: 'localhost',
      channel: topology.channel,
      chaincode: { name: topology.chaincode.name, version: topology.chaincode.version },
      organisations: listAccess(material, channel),
      height: () => chain.height,
      readBlock: (number) => chain.readBytes(number),
      close: async () => {
        await orderer.close();
        controller.abort();
        await stopServer(server, closingGraceMs);
        await chain.close();
      },
    };
  } catch (error) {
    await chain.close();
    throw error;
  }
}

function withChaincode({ topology, chaincode }: EmbeddedNodeOptions): Topology {
  const { name, version, endorsementPolicy: policy } = chaincode;
  const given = { ...(name && { name }), ...(version && { version }), ...(policy && { policy }) };
  return { ...topology, chaincode: { ...topology.chaincode, ...given } };
}

/** The state database's lock is the directory's: the system releases it when its process ends, however it ends. */
async function openChain(directory: string): Promise<Chain> {
  try {
    return await Chain.open(directory);
  } catch (error) {
    if (error instanceof Error && isLocked(error)) {
      throw new QuanchengError('EMBEDDED_NODE_LOCKED', `${directory} is open in another node`, {
        cause: error,
      });
    }
    throw error;
  }
}

function isLocked(error: Error): boolean {
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED';
}

async function choosePort(host: string, port = 0): Promise<number> {
  return port === 0 ? await findFreePort(host) : port;
}

/** A port asked for counts; otherwise that of last time, unless someone else has taken it. */
async function withUsablePort(material: NodeMaterial, host: string, port = 0): Promise<NodeMaterial> {
  const isUsable = port === 0 && (await isFreePort(host, material.record.port));
  const chosen = isUsable ? material.record.port : await choosePort(host, port);
  return { ...material, record: { ...material.record, port: chosen } };
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
