import { createHash, X509Certificate } from 'node:crypto';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, hash } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import { newNativeSigner } from '@quancheng/ledger';
import type { FabricNetwork, GatewayEndpoint } from '@quancheng/network';
import { type BlockFacts, readBlockFacts } from './block-facts.js';

/** Blocks as one peer has them. */
export interface BlockReader {
  /** Height and hash of the newest block, in hexadecimal, by qscc. */
  tip(): Promise<{ readonly height: number; readonly hash: string }>;
  /** Blocks from this number on, as they come, until closed. */
  blocks(from: number): AsyncIterable<BlockFacts>;
  close(): void;
}

export function openBlockReader(network: FabricNetwork, endpoint: GatewayEndpoint): BlockReader {
  const { channel, chaincode } = network.topology;
  const identity = network.clients.get(endpoint.mspId)!;
  const tls = endpoint.tlsClient;
  const root = Buffer.from(endpoint.tlsRootCertificate);
  const client = new Client(
    endpoint.address,
    tls === undefined
      ? credentials.createSsl(root)
      : credentials.createSsl(root, Buffer.from(tls.privateKey), Buffer.from(tls.certificate)),
  );
  const gateway = connect({
    client,
    identity: { mspId: endpoint.mspId, credentials: Buffer.from(identity.certificate) },
    signer: newNativeSigner(identity.privateKey),
    hash: hash.none,
    ...(tls === undefined ? {} : { tlsClientCertificateHash: digest(new X509Certificate(tls.certificate)) }),
  });
  const fabric = gateway.getNetwork(channel);
  return {
    async tip() {
      const answer = await fabric.getContract('qscc').evaluateTransaction('GetChainInfo', channel);
      const info = common.BlockchainInfo.deserializeBinary(answer);
      const newest = Buffer.from(info.getCurrentblockhash_asU8()).toString('hex');
      return { height: info.getHeight(), hash: newest };
    },
    async *blocks(from) {
      for await (const block of await fabric.getBlockEvents({ startBlock: BigInt(from) })) {
        yield readBlockFacts(block, chaincode.name);
      }
    },
    close() {
      gateway.close();
      client.close();
    },
  };
}

function digest({ raw }: X509Certificate): Uint8Array {
  return createHash('sha256').update(raw).digest();
}
