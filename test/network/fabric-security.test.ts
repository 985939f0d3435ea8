import { X509Certificate } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type FabricNetwork,
  type Topology,
  defaultTopology,
  findFabricBinaries,
  startFabricNetwork,
} from '@quancheng/network';
import { expect } from 'chai';
import { openSession } from '../conformance/transcript/session.js';
import { findPrivateKeys } from './fabric/find-private-keys.js';
import { type Credentials, isAdmitted } from './fabric/is-admitted.js';

const binaries = findFabricBinaries();
const chaincodePath = join(import.meta.dirname, '../../network/fixtures/trial-chaincode');

/** The smallest network that has another organisation, and Raft. */
const topology: Topology = {
  ...defaultTopology,
  organisations: defaultTopology.organisations.slice(0, 2),
  orderers: defaultTopology.orderers.slice(0, 1),
  consensus: 'raft',
};

describe('a Fabric network with Raft, and who may do what in it', function () {
  this.timeout(120_000);
  let dataDirectory: string;
  let network: FabricNetwork | undefined;
  let ports: Record<string, number>;

  before(async function () {
    if (binaries === null) {
      console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
      this.skip();
    }
    dataDirectory = await mkdtemp(join(tmpdir(), 'quancheng-security-'));
    network = await startFabricNetwork({ topology, dataDirectory, chaincodePath, binaries });
    const state = JSON.parse(await readFile(join(dataDirectory, 'network.json'), 'utf8')) as {
      ports: Record<string, number>;
    };
    ({ ports } = state);
  });

  after(async () => {
    await network?.down();
    if (network !== undefined) await rm(dataDirectory, { recursive: true });
  });

  it('commits what a plain client of an organisation submits', async () => {
    const { clients } = network!;
    for (const { certificate } of clients.values()) {
      expect(new X509Certificate(certificate).subject.split('\n')).to.include('OU=client');
    }
    const session = openSession(network!, []);
    await session.contract.submitTransaction('put', 'key', 'value');
    expect(Buffer.from(await session.contract.evaluateTransaction('get', 'key')).toString()).to.equal(
      'value',
    );
    session.close();
  });

  it('lets nobody connect without a certificate of a member', async () => {
    // The other port of a peer's chaincode is used during upgrades only.
    for (const [use, port] of Object.entries(ports).filter(([name]) => !name.endsWith('-other'))) {
      expect(await isAdmitted(port), use).to.equal(false);
    }
  });

  it('lets clients connect to peers and orderers, of other organisations, too', async () => {
    for (const use of ['peer0.bigdata', 'orderer0.bigdata', 'peer0.arbitration']) {
      expect(await isAdmitted(ports[use]!, await tlsOf('bigdata', 'client', 'client')), use).to.equal(true);
      expect(await isAdmitted(ports[use]!, await tlsOf('arbitration', 'client', 'client')), use).to.equal(
        true,
      );
    }
  });

  it('lets only the administrator of a node connect to where it is administered', async () => {
    const administrator = await tlsOf('bigdata', 'administrator', 'administration');
    const others = [
      await tlsOf('bigdata', 'client', 'client'),
      await tlsOf('bigdata', 'administrator', 'client'),
      await tlsOf('arbitration', 'administrator', 'administration'),
    ];
    for (const use of ['orderer0.bigdata/admin', 'orderer0.bigdata/operations', 'peer0.bigdata/operations']) {
      expect(await isAdmitted(ports[use]!, administrator), use).to.equal(true);
      for (const credentials of others) {
        expect(await isAdmitted(ports[use]!, credentials), use).to.equal(false);
      }
    }
  });

  it('lets no other organisation’s peer connect to a chaincode', async () => {
    const port = ports['peer0.bigdata/chaincode']!;
    expect(await isAdmitted(port, await tlsOf('bigdata', 'client', 'client'))).to.equal(true);
    expect(await isAdmitted(port, await tlsOf('arbitration', 'client', 'client'))).to.equal(false);
  });

  const channel = ['--channelID', topology.channel];
  const definition = [...channel, '--name', topology.chaincode.name, '--version', '9', '--sequence', '2'];
  const lifecycle = ['lifecycle', 'chaincode'];
  const refused: [what: string, words: string[]][] = [
    ['see what is installed', [...lifecycle, 'queryinstalled']],
    ['approve a chaincode', [...lifecycle, 'approveformyorg', ...definition]],
    ['commit a chaincode', [...lifecycle, 'commit', ...definition]],
    ['ask who approved', [...lifecycle, 'checkcommitreadiness', ...definition]],
    ['let a peer join a channel', ['channel', 'join', '-b', 'genesis.block']],
  ];
  for (const [what, words] of refused) {
    it(`lets the gateway’s identity not ${what}`, async () => {
      const reason = /not an admin|AnyAdmin/;
      expect(await peer('client', words)).to.match(reason);
      expect(await peer('administrator', words), 'but the administrator').to.not.match(reason);
    });
  }

  it('keeps private keys from other users, and out of its logs', async () => {
    const keys = await findPrivateKeys(dataDirectory);
    expect(keys.length).to.be.greaterThan(20);
    for (const key of keys) {
      expect((await stat(key)).mode & 0o077, key).to.equal(0);
    }
    expect(keys.filter((key) => key.endsWith('.log'))).to.deep.equal([]);
    expect(await readdir(join(dataDirectory, 'logs'))).to.include('peer.peer0.bigdata.log');
  });

  async function tlsOf(organisation: string, user: string, name: string): Promise<Credentials> {
    const folder = join(dataDirectory, 'organisations', organisation, 'users', user, 'tls');
    const [certificate, privateKey] = await Promise.all(
      ['crt', 'key'].map((suffix) => readFile(join(folder, `${name}.${suffix}`), 'utf8')),
    );
    return { certificate: certificate!, privateKey: privateKey! };
  }

  /** Runs the `peer` command at bigdata’s peer as one of its users; what it complained of, if anything. */
  async function peer(user: string, words: readonly string[]): Promise<string> {
    const organisation = join(dataDirectory, 'organisations', 'bigdata');
    const folder = join(organisation, 'peers', 'peer0');
    const tls = join(organisation, 'users', user, 'tls');
    const env = {
      PATH: process.env['PATH'],
      FABRIC_CFG_PATH: folder,
      FABRIC_LOGGING_SPEC: 'error',
      CORE_PEER_ADDRESS: `127.0.0.1:${ports['peer0.bigdata']}`,
      CORE_PEER_LOCALMSPID: 'BigDataMSP',
      CORE_PEER_MSPCONFIGPATH: join(organisation, 'users', user),
      CORE_PEER_TLS_ENABLED: 'true',
      CORE_PEER_TLS_ROOTCERT_FILE: join(folder, 'tls', 'ca.crt'),
      CORE_PEER_TLS_CLIENTCERT_FILE: join(tls, 'client.crt'),
      CORE_PEER_TLS_CLIENTKEY_FILE: join(tls, 'client.key'),
    };
    const submits = words.includes('approveformyorg') || words.includes('commit');
    const ordering = [
      ...['-o', `127.0.0.1:${ports['orderer0.bigdata']}`, '--tls', '--cafile', join(folder, 'tls', 'ca.crt')],
      ...['--clientauth', '--certfile', join(tls, 'client.crt'), '--keyfile', join(tls, 'client.key')],
    ];
    const line = submits ? [...words, ...ordering] : words;
    return await promisify(execFile)(binaries!.peer, line, { cwd: dataDirectory, env }).then(
      ({ stderr }) => stderr,
      (error: unknown) => (error as { stderr: string }).stderr,
    );
  }
});
