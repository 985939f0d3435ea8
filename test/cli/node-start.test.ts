import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '@hyperledger/fabric-gateway';
import { expect } from 'chai';
import { checkout } from '../sdk/support/shared-folder.js';
import { withTemporaryFolder } from '../sdk/support/temporary-folder.js';
import { run } from './support/command.js';
import { connectByProfile } from './support/connection-profile.js';
import { expectFailure } from './support/expect-outcome.js';
import { startNode } from './support/running-node.js';

const trialChaincode = join(checkout(), 'test', 'network', 'fixtures', 'trial-chaincode');

describe('quancheng node start', function () {
  this.timeout(60_000);

  it('runs a chaincode package for the official client, by connection profile and identities', async () => {
    await withTemporaryFolder(async (home) => {
      const data = join(home, 'data');
      const profile = join(data, 'connection.json');
      const node = await startNode(trialChaincode, data, { home });
      try {
        expect(node.output).to.contain(profile);
        await callAs(profile, 'User1', 'org1', async (contract) => {
          await contract.submitTransaction('put', 'key', 'by a client of org1');
        });
        await callAs(profile, 'Admin', 'org2', async (contract) => {
          expect(text(await contract.evaluateTransaction('get', 'key'))).to.equal('by a client of org1');
          const context = JSON.parse(text(await contract.evaluateTransaction('context'))) as object;
          expect(context).to.include({ channel: 'mychannel', mspId: 'Org2MSP' });
        });
      } finally {
        expect(await node.stop()).to.equal(0);
      }
    });
  });

  it('keeps the ledger, and says where it is at every start', async () => {
    await withTemporaryFolder(async (home) => {
      const data = join(home, 'data');
      const profile = join(data, 'connection.json');
      const first = await startNode(trialChaincode, data, { home });
      await callAs(profile, 'User1', undefined, async (contract) => {
        await contract.submitTransaction('put', 'key', 'kept');
      });
      expect(await first.stop()).to.equal(0);
      await writeFile(profile, 'stale');
      const second = await startNode(trialChaincode, data, { home });
      await callAs(profile, 'User1', undefined, async (contract) => {
        expect(text(await contract.evaluateTransaction('get', 'key'))).to.equal('kept');
      });
      expect(await second.stop()).to.equal(0);
    });
  });

  it('lets nobody else read the private keys, and refuses a second node on the same folder', async () => {
    await withTemporaryFolder(async (home) => {
      const data = join(home, 'data');
      const node = await startNode(trialChaincode, data, { home });
      const paths = await readdir(data, { recursive: true });
      const keys = paths.filter((path) => path.startsWith('organizations') && path.endsWith('key.pem'));
      expect(keys).to.have.length(4);
      for (const path of keys) expect((await stat(join(data, path))).mode & 0o077, path).to.equal(0);
      const words = ['--chaincode', trialChaincode, '--data', data, '--port', '0', '--name', 'trial'];
      expectFailure(await run(['node', 'start', ...words], { home }), 'EMBEDDED_NODE_LOCKED');
      expect(await node.stop()).to.equal(0);
    });
  });

  const refusals: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
    ['that there is no package', 'FILE_UNREADABLE', {}],
    ['that package.json is no JSON', 'FILE_KIND_UNKNOWN', { 'package.json': 'name: x' }],
    ['that the package is not built', 'EMBEDDED_CHAINCODE_INVALID', { 'package.json': '{"main":"out.js"}' }],
    [
      'why the package does not load',
      'does not export a contract',
      {
        'package.json': '{"name":"broken","main":"index.js"}',
        'index.js': 'throw new Error("does not export a contract")',
      },
    ],
    [
      'that Fabric does not allow the name',
      'TOPOLOGY_INVALID',
      { 'package.json': '{"name":"a.b","main":"index.js"}', 'index.js': '' },
    ],
  ];
  for (const [what, expected, files] of refusals) {
    it(`says ${what}`, async () => {
      await withTemporaryFolder(async (home) => {
        const folder = join(home, 'chaincode');
        await mkdir(folder);
        for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
        const words = ['--chaincode', folder, '--data', join(home, 'data'), '--port', '0'];
        expectFailure(await run(['node', 'start', ...words], { home }), expected);
      });
    });
  }
});

async function callAs(
  profile: string,
  user: string,
  organisation: string | undefined,
  use: (contract: Contract) => Promise<void>,
): Promise<void> {
  const connection = await connectByProfile(profile, user, organisation);
  try {
    await use(connection.gateway.getNetwork('mychannel').getContract('trial'));
  } finally {
    connection.close();
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
