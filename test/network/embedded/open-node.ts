import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeyObject, createPrivateKey } from 'node:crypto';
import { Client, credentials } from '@grpc/grpc-js';
import { type Gateway, connect, signers } from '@hyperledger/fabric-gateway';
import {
  type EmbeddedNode,
  type EmbeddedNodeOptions,
  type Identity,
  type Topology,
  defaultTopology,
  openEmbeddedNode,
} from '@quancheng/network';
import { TestContract } from './test-contract.js';

export const channelName = 'quancheng';
export const chaincodeName = 'trial';

/** Four organisations of four operators, three of which must endorse. */
export const testTopology: Topology = {
  ...defaultTopology,
  channel: channelName,
  chaincode: { ...defaultTopology.chaincode, name: chaincodeName },
};

export async function newDirectory(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'embedded-'));
}

export async function removeDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}

export async function openTestNode(
  dataDirectory: string,
  options: Partial<EmbeddedNodeOptions> = {},
): Promise<EmbeddedNode> {
  return await openEmbeddedNode({
    dataDirectory,
    topology: testTopology,
    chaincode: { contracts: () => [TestContract] },
    ...options,
  });
}

export interface Connection {
  readonly client: Client;
  readonly gateway: Gateway;
  close(): void;
}

export type NodeAddress = Pick<EmbeddedNode, 'endpoint' | 'tlsRootCertificate' | 'tlsServerName'>;

/** The official client, as an application would use it. */
export function connectAs(identity: Identity, node: NodeAddress): Connection {
  const client = new Client(node.endpoint, credentials.createSsl(Buffer.from(node.tlsRootCertificate)), {
    'grpc.ssl_target_name_override': node.tlsServerName,
  });
  const gateway = connect({
    client,
    identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
    signer: signers.newPrivateKeySigner(privateKeyOf(identity)),
    // The port of a killed node may be another program's by now, which answers nothing.
    evaluateOptions: soon,
    endorseOptions: soon,
    submitOptions: soon,
    commitStatusOptions: soon,
  });
  return {
    client,
    gateway,
    close: () => {
      gateway.close();
      client.close();
    },
  };
}

const CALL_LIMIT = 60_000;
const soon = () => ({ deadline: Date.now() + CALL_LIMIT });

export function privateKeyOf({ privateKey }: Identity): KeyObject {
  return createPrivateKey(privateKey);
}
