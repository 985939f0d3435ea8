import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { type ChannelCredentials, Client, credentials } from '@grpc/grpc-js';
import {
  type Contract,
  type Gateway,
  type Network,
  type Signer,
  connect,
  hash,
  signers,
} from '@hyperledger/fabric-gateway';
import type { GatewayEndpoint, Identity } from '@quancheng/network';
import { type Exchange, recordExchanges } from './exchange.js';
import type { ConformanceTarget } from './target.js';

/** A client of one gateway, whose calls are recorded. */
export interface Session {
  readonly identity: Identity;
  readonly client: Client;
  readonly sign: Signer;
  readonly gateway: Gateway;
  readonly network: Network;
  readonly contract: Contract;
  /** With which requests for blocks are bound to a connection that has a client certificate. */
  readonly tlsClientCertificateHash?: Uint8Array;
  close(): void;
}

export interface SessionOptions {
  /** Whose gateway; the first organisation's by default. */
  readonly gatewayOf?: string;
  /** As whom; the client of the gateway's organisation by default. */
  readonly identity?: Identity;
  /** Which contract of the chaincode; the target's by default, '' for the chaincode's own default. */
  readonly contractName?: string;
}

const deadline = () => ({ deadline: Date.now() + 30_000 });

/** Credentials for a connection to a node, with a client certificate where the node asks for one. */
export function openCredentials({ tlsRootCertificate, tlsClient }: GatewayEndpoint): ChannelCredentials {
  const [root, key, certificate] = [tlsRootCertificate, tlsClient?.privateKey, tlsClient?.certificate].map(
    (pem) => (pem === undefined ? null : Buffer.from(pem)),
  );
  return credentials.createSsl(root, key, certificate);
}

/** What a request for events must carry to a node that asks for client certificates. */
export function bindToConnection({ tlsClient }: GatewayEndpoint): { tlsClientCertificateHash?: Uint8Array } {
  if (tlsClient === undefined) return {};
  const { raw } = new X509Certificate(tlsClient.certificate);
  return { tlsClientCertificateHash: createHash('sha256').update(raw).digest() };
}

/** Opens a session through the official client; every call is appended to `exchanges`. */
export function openSession(
  target: ConformanceTarget,
  exchanges: Exchange[],
  options: SessionOptions = {},
): Session {
  const endpoint = target.gateways.find(({ mspId }) => mspId === (options.gatewayOf ?? mspId))!;
  const identity = options.identity ?? target.clients.get(endpoint.mspId)!;
  const client = new Client(endpoint.address, openCredentials(endpoint), {
    interceptors: [recordExchanges(exchanges)],
    // Large values come back with the endorsements.
    'grpc.max_receive_message_length': -1,
  });
  const binding = bindToConnection(endpoint);
  const sign = signers.newPrivateKeySigner(createPrivateKey(identity.privateKey));
  const gateway = connect({
    client,
    identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
    signer: sign,
    hash: hash.sha256,
    ...binding,
    evaluateOptions: deadline,
    endorseOptions: deadline,
    submitOptions: deadline,
    commitStatusOptions: deadline,
  });
  const network = gateway.getNetwork(target.topology.channel);
  const contract = network.getContract(
    target.topology.chaincode.name,
    options.contractName ?? target.contractName,
  );
  const close = (): void => {
    gateway.close();
    client.close();
  };
  return { identity, client, sign, gateway, network, contract, close, ...binding };
}
