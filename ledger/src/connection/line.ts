import { createHash, X509Certificate } from 'node:crypto';
import { Client, credentials, type ChannelCredentials, type ChannelOptions } from '@grpc/grpc-js';
import {
  connect,
  hash,
  type Contract,
  type Gateway,
  type Network,
  type Signer,
} from '@hyperledger/fabric-gateway';
import type { LedgerConnection, LedgerEndpoint } from './ledger-connection.js';

/** A connection to one Gateway service. */
export interface Line {
  readonly gateway: Gateway;
  readonly network: Network;
  readonly contract: Contract;
  close(): void;
}

/** Nothing is sent until the first call. */
export function openLine(endpoint: LedgerEndpoint, connection: LedgerConnection, signer: Signer): Line {
  const { mspId, certificate, tlsClient } = connection;
  const client = new Client(
    endpoint.endpoint,
    newCredentials(endpoint, connection),
    channelOptions(endpoint),
  );
  const gateway = connect({
    client,
    identity: { mspId, credentials: Buffer.from(certificate) },
    signer,
    hash: hash.none,
    ...(tlsClient === undefined ? {} : { tlsClientCertificateHash: certificateHash(tlsClient.certificate) }),
  });
  const network = gateway.getNetwork(connection.channel);
  return {
    gateway,
    network,
    contract: network.getContract(connection.chaincode),
    close() {
      gateway.close();
      client.close();
    },
  };
}

function newCredentials(
  { tlsRootCertificate }: LedgerEndpoint,
  { tlsClient }: LedgerConnection,
): ChannelCredentials {
  const root = Buffer.from(tlsRootCertificate);
  return tlsClient === undefined
    ? credentials.createSsl(root)
    : credentials.createSsl(root, Buffer.from(tlsClient.privateKey), Buffer.from(tlsClient.certificate));
}

/** Fabric's peers compare it with the connection's, so that a request for events cannot be replayed by others. */
function certificateHash(certificate: string): Uint8Array {
  return createHash('sha256').update(new X509Certificate(certificate).raw).digest();
}

function channelOptions({ tlsServerName }: LedgerEndpoint): ChannelOptions {
  return {
    // Fabric's peers end connections whose pings come more often than once a minute.
    'grpc.keepalive_time_ms': 120_000,
    'grpc.keepalive_timeout_ms': 20_000,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2_000,
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    // Its statistics cost time in every call, and nothing here asks for them.
    'grpc.enable_channelz': 0,
    ...(tlsServerName === undefined
      ? {}
      : { 'grpc.ssl_target_name_override': tlsServerName, 'grpc.default_authority': tlsServerName }),
  };
}
