import { X509Certificate } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { peer } from '@hyperledger/fabric-protos';
import { openCertificateAuthority } from '@quancheng/network';
import { isQuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';
import { evaluate, submit } from './embedded/calls.js';
import {
  chaincodeName,
  channelName,
  connectAs,
  newDirectory,
  openTestNode,
  removeDirectory,
  testTopology,
} from './embedded/open-node.js';
import { spawnNode } from './embedded/spawn-node.js';
import { verifyChain } from './embedded/verify-chain.js';

describe('embedded node: what it keeps over a restart', function () {
  this.timeout(120_000);
  let directory: string;

  beforeEach(async () => {
    directory = await newDirectory();
  });
  afterEach(async () => {
    await removeDirectory(directory);
  });

  it('keeps keys, blocks and state over a restart', async () => {
    const first = await openTestNode(directory);
    await submit(first, 'put', 'kept', '1');
    const { tlsRootCertificate, endpoint, organisations } = first;
    const height = first.height();
    await first.close();
    const second = await openTestNode(directory);
    expect(second.height()).to.equal(height);
    expect(second.endpoint).to.equal(endpoint);
    expect(second.tlsRootCertificate).to.equal(tlsRootCertificate);
    expect(second.organisations).to.deep.equal(organisations);
    expect(await evaluate(second, 'get', 'kept')).to.equal('1');
    await second.close();
  });

  it('keeps private keys from others’ eyes', async () => {
    const node = await openTestNode(directory);
    await node.close();
    const keys = [
      'organisations/bigdata/users/client/msp/keystore/key.pem',
      'organisations/bigdata/authorities/signing.key',
      'tls/server.key',
    ];
    for (const key of keys) {
      expect((await stat(join(directory, key))).mode & 0o777, key).to.equal(0o600);
    }
  });

  it('renews certificates that are about to end or do not fit their keys', async () => {
    await (await openTestNode(directory)).close();
    const path = (name: string) => join(directory, 'organisations', 'notary', name);
    const read = async (name: string) => await readFile(path(name), 'utf8');
    const authority = await openCertificateAuthority({
      certificate: await read('authorities/signing.pem'),
      privateKey: await read('authorities/signing.key'),
    });
    const soon = new Date(Date.now() + 1000 * 60 * 60);
    const subject = { commonName: 'short', organisation: 'notary', role: 'client' } as const;
    const ending = await authority.issue({ subject, extensions: [], notAfter: soon });
    await writeFile(path('users/client/msp/signcerts/cert.pem'), ending.certificate);
    await writeFile(path('users/client/msp/keystore/key.pem'), ending.privateKey);
    await writeFile(path('peers/peer0/msp/keystore/key.pem'), ending.privateKey);
    const orderer = await read('orderers/orderer0/msp/signcerts/cert.pem');
    const node = await openTestNode(directory);
    const { client } = node.organisations['notary']!;
    const lifetime = Date.parse(new X509Certificate(client.certificate).validTo) - Date.now();
    expect(lifetime).to.be.greaterThan(365 * 24 * 60 * 60 * 1000);
    const connection = connectAs(client, node);
    const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
    const proposal = contract.newProposal('put', {
      arguments: ['renewed', '1'],
      endorsingOrganizations: ['NotaryMSP', 'FinanceMSP', 'BigDataMSP'],
    });
    const status = await (await (await proposal.endorse()).submit()).getStatus();
    expect(status.code).to.equal(peer.TxValidationCode.VALID);
    expect(await read('orderers/orderer0/msp/signcerts/cert.pem')).to.equal(orderer);
    connection.close();
    await node.close();
  });

  it('makes no new keys for a ledger that has blocks', async () => {
    await (await openTestNode(directory)).close();
    await rm(join(directory, 'node.json'));
    const error: unknown = await openTestNode(directory).catch((reason: unknown) => reason);
    expect(isQuanchengError(error, 'EMBEDDED_LEDGER_DAMAGED'), String(error)).to.equal(true);
  });

  it('orders what was submitted before it closes', async () => {
    const node = await openTestNode(directory, { blockCutting: { timeoutMs: 60_000 } });
    const connection = connectAs(node.organisations['bigdata']!.client, node);
    const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
    await contract.submitAsync('put', { arguments: ['late', '1'] });
    await node.close();
    connection.close();
    const again = await openTestNode(directory);
    expect(await evaluate(again, 'get', 'late')).to.equal('1');
    await again.close();
  });

  it('turns a second opener away, in this process and in another', async () => {
    const node = await openTestNode(directory);
    const error: unknown = await openTestNode(directory).catch((reason: unknown) => reason);
    expect(isQuanchengError(error, 'EMBEDDED_NODE_LOCKED'), String(error)).to.equal(true);
    const other = await spawnNode(directory);
    expect(other.error).to.include('[EMBEDDED_NODE_LOCKED]');
    await submit(node, 'put', 'still', 'here');
    await node.close();
  });

  it('turns another topology away', async () => {
    await (await openTestNode(directory)).close();
    const topology = { ...testTopology, channel: 'another' };
    const error: unknown = await openTestNode(directory, { topology }).catch((reason: unknown) => reason);
    expect(isQuanchengError(error, 'EMBEDDED_TOPOLOGY_CHANGED'), String(error)).to.equal(true);
  });

  it('commits a new definition when the chaincode’s version or policy changes', async () => {
    const first = await openTestNode(directory);
    const height = first.height();
    await first.close();
    const chaincode = { ...testTopology.chaincode, version: '2.0', policy: 4 };
    const second = await openTestNode(directory, { topology: { ...testTopology, chaincode } });
    expect(second.height()).to.equal(height + 1);
    expect(second.chaincode.version).to.equal('2.0');
    await submit(second, 'put', 'defined', '1');
    const last = (await verifyChain(second)).at(-1)!;
    expect(last.code).to.equal(peer.TxValidationCode.VALID);
    await second.close();
  });
});
