import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EmbeddedNode } from '@quancheng/network';
import { expect } from 'chai';
import { makeHistory, writeBlocks } from './embedded/busy-ledger.js';
import { findFabricCommand, run, skipAloud } from './embedded/fabric-command.js';
import {
  chaincodeName,
  channelName,
  newDirectory,
  openTestNode,
  removeDirectory,
} from './embedded/open-node.js';

describe('embedded node: Fabric’s own commands', function () {
  this.timeout(120_000);
  let directory: string;
  let node: EmbeddedNode;

  before(async () => {
    directory = await newDirectory();
    node = await openTestNode(directory);
    await makeHistory(node);
  });
  after(async () => {
    await node.close();
    await removeDirectory(directory);
  });

  it('configtxlator decodes every block and encodes it again to the same bytes', async function () {
    const configtxlator = findFabricCommand('configtxlator');
    if (configtxlator === undefined) {
      return skipAloud(this, 'configtxlator is neither in FABRIC_BIN nor on PATH');
    }
    const paths = await writeBlocks(node, directory);
    expect(paths.length).to.be.greaterThan(8);
    for (const path of paths) {
      const type = ['--type', 'common.Block'];
      await run(configtxlator, ['proto_decode', ...type, '--input', path, '--output', `${path}.json`]);
      await run(configtxlator, [
        'proto_encode',
        ...type,
        '--input',
        `${path}.json`,
        '--output',
        `${path}.again`,
      ]);
      expect((await readFile(path)).equals(await readFile(`${path}.again`)), path).to.equal(true);
    }
    const genesis = JSON.parse(await readFile(`${paths[0]!}.json`, 'utf8')) as Genesis;
    const { channel_group } = genesis.data.data[0]!.payload.data.config;
    const organisations = channel_group.groups['Application']!.groups;
    expect(Object.keys(organisations)).to.have.members(['bigdata', 'arbitration', 'notary', 'finance']);
    const { config } = organisations['notary']!.values['MSP']!.value;
    expect(config).to.deep.include({ name: 'NotaryMSP' });
    const orderers = channel_group.groups['Orderer']!.groups['notary']!.values;
    expect(orderers['Endpoints']!.value).to.deep.equal({ addresses: [node.endpoint] });
  });

  describe('peer', () => {
    let peer: string;

    before(function () {
      const found = findFabricCommand('peer');
      if (found === undefined) {
        return skipAloud(this, 'peer is neither in FABRIC_BIN nor on PATH');
      }
      peer = found;
    });

    it('lists the channel and tells its height', async () => {
      expect(await call('channel', 'list')).to.include(channelName);
      expect(await call('channel', 'getinfo', '-c', channelName)).to.include(`"height":${node.height()}`);
    });

    it('invokes with endorsements of three organisations, waits for the event, and queries', async () => {
      const height = node.height();
      await call('chaincode', 'invoke', ...where('put', 'peer', 'command'), '--waitForEvent', ...endorsers());
      expect(node.height()).to.equal(height + 1);
      expect(await call('chaincode', 'query', ...where('get', 'peer'))).to.include('command');
    });

    it('sees that too few endorsements were not enough', async () => {
      const attempt = call(
        'chaincode',
        'invoke',
        ...where('put', 'peer', 'x'),
        '--waitForEvent',
        ...endorsers(1),
      );
      const error: unknown = await attempt.catch(String);
      expect(error).to.include('ENDORSEMENT_POLICY_FAILURE');
    });

    it('fetches blocks from the orderer’s side and from the peer’s', async () => {
      const oldest = join(directory, 'fetched.block');
      await call('channel', 'fetch', '0', oldest, '-c', channelName, ...orderer());
      expect((await readFile(oldest)).equals((await node.readBlock(0))!)).to.equal(true);
      const newest = join(directory, 'newest.block');
      await call('channel', 'fetch', 'newest', newest, '-c', channelName);
      expect((await readFile(newest)).equals((await node.readBlock(node.height() - 1))!)).to.equal(true);
      const config = join(directory, 'config.block');
      await call('channel', 'fetch', 'config', config, '-c', channelName, ...orderer());
      expect((await readFile(config)).equals((await node.readBlock(0))!)).to.equal(true);
    });

    it('finds the committed definition, approved by all', async () => {
      const text = await call(
        'lifecycle',
        'chaincode',
        'querycommitted',
        '-C',
        channelName,
        '-n',
        chaincodeName,
      );
      expect(text).to.match(/Version: 1\.0\.0, Sequence: 1/);
      expect(text).to.include('FinanceMSP: true');
    });

    const tlsRoot = () => join(directory, 'tls', 'root.pem');
    const orderer = () => ['-o', node.endpoint, '--tls', '--cafile', tlsRoot()];
    const where = (...args: string[]) => [
      ...['-C', channelName, '-n', chaincodeName],
      ...['-c', JSON.stringify({ Args: args })],
    ];
    // Without -o the command reads the orderers' addresses from the channel's configuration.
    const endorsers = (count = 3) => [
      ...['--tls', '--cafile', tlsRoot()],
      ...Object.values(node.organisations)
        .slice(0, count)
        .flatMap(({ peerEndpoint }) => ['--peerAddresses', peerEndpoint, '--tlsRootCertFiles', tlsRoot()]),
    ];

    async function call(...args: string[]): Promise<string> {
      const environment = {
        ...process.env,
        FABRIC_CFG_PATH: process.env['FABRIC_CFG_PATH'] ?? join(dirname(peer), '..', 'src', 'sampleconfig'),
        FABRIC_LOGGING_SPEC: 'error',
        CORE_PEER_TLS_ENABLED: 'true',
        CORE_PEER_LOCALMSPID: 'BigDataMSP',
        CORE_PEER_TLS_ROOTCERT_FILE: tlsRoot(),
        CORE_PEER_MSPCONFIGPATH: join(directory, 'organisations/bigdata/users/admin/msp'),
        CORE_PEER_ADDRESS: node.endpoint,
      };
      const { stdout, stderr } = await run(peer, args, { env: environment });
      return stdout + stderr;
    }
  });
});

interface ConfigGroup {
  readonly groups: Record<string, ConfigGroup>;
  readonly values: Record<string, { readonly value: Record<string, unknown> }>;
}

interface Genesis {
  readonly data: {
    readonly data: readonly {
      readonly payload: { readonly data: { readonly config: { channel_group: ConfigGroup } } };
    }[];
  };
}
