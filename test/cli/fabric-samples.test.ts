import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { withTemporaryFolder } from '../sdk/support/temporary-folder.js';
import { findInFolders, pathFolders } from '../support/find-program.js';
import { startNode } from './support/running-node.js';

const run = promisify(execFile);
const { QUANCHENG_FABRIC_SAMPLES: checkout = '' } = process.env;
/** Where the samples' applications expect Org1's peer; asset-transfer-events cannot be told otherwise. */
const samplePort = 7051;

interface Sample {
  readonly name: string;
  readonly chaincode: string;
  readonly folder: string;
  /** As the sample's README deploys it. */
  readonly endorsements: number;
  /** What the application prints when it worked, in this order. */
  readonly prints: readonly RegExp[];
}

const samples: readonly Sample[] = [
  {
    name: 'basic',
    chaincode: 'chaincode-typescript',
    folder: 'asset-transfer-basic',
    endorsements: 2,
    prints: [
      /InitLedger[^]*Transaction committed successfully/,
      /CreateAsset[^]*Transaction committed successfully/,
      /Successfully submitted transaction to transfer ownership from/,
      /ReadAsset[^]*Result:/,
      /Successfully caught the error[^]*asset70 does not exist/,
    ],
  },
  {
    name: 'events',
    chaincode: 'chaincode-javascript',
    folder: 'asset-transfer-events',
    endorsements: 1,
    prints: [
      /Start chaincode event listening/,
      /CreateAsset committed successfully/,
      /UpdateAsset committed successfully/,
      /TransferAsset committed successfully/,
      /DeleteAsset committed successfully/,
      /event replayed: CreateAsset[^]*replayed: UpdateAsset[^]*replayed: TransferAsset[^]*replayed: DeleteAsset/,
    ],
  },
];

/** Public applications, unmodified, as judges of the embedded node: QUANCHENG_FABRIC_SAMPLES names the checkout. */
describe('quancheng node start: hyperledger/fabric-samples', function () {
  this.timeout(300_000);

  before(async function () {
    if (checkout === '') {
      console.warn('      SKIPPED: QUANCHENG_FABRIC_SAMPLES does not name a checkout of fabric-samples');
      return this.skip();
    }
    if (!(await isFree(samplePort))) {
      console.warn(`      SKIPPED: port ${samplePort}, which the samples’ applications use, is taken`);
      return this.skip();
    }
  });

  for (const sample of samples) {
    it(`asset-transfer-${sample.name} in TypeScript`, async function () {
      const application = join(checkout, sample.folder, 'application-gateway-typescript');
      if (!existsSync(join(application, 'dist', 'app.js'))) {
        console.warn(`      SKIPPED: ${application} is not built (npm install)`);
        return this.skip();
      }
      await withSample(sample, async (root) => {
        const folder = join(root, sample.folder, 'application-gateway-typescript');
        await mkdir(folder, { recursive: true });
        await cp(join(application, 'dist'), join(folder, 'dist'), { recursive: true });
        await cp(join(application, 'package.json'), join(folder, 'package.json'));
        await symlink(join(application, 'node_modules'), join(folder, 'node_modules'));
        expectPrinted(sample, await run(process.execPath, ['dist/app.js'], { cwd: folder }));
      });
    });

    it(`asset-transfer-${sample.name} with the application in Go`, async function () {
      const go = findInFolders('go', [...pathFolders(), '/usr/local/go/bin']);
      if (go === null) {
        console.warn('      SKIPPED: go is not on PATH');
        return this.skip();
      }
      await withSample(sample, async (root) => {
        const folder = join(root, sample.folder, 'application-gateway-go');
        await cp(join(checkout, sample.folder, 'application-gateway-go'), folder, { recursive: true });
        expectPrinted(sample, await run(go, ['run', '.'], { cwd: folder }));
      });
    });
  }
});

/** Runs the chaincode on a node, with the identities where the applications look for them from `root/<sample>/…`. */
async function withSample(sample: Sample, act: (root: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (root) => {
    const data = join(root, 'data');
    const chaincode = join(checkout, sample.folder, sample.chaincode);
    const words = ['--port', String(samplePort), '--name', sample.name];
    const more = [...words, '--endorsements', String(sample.endorsements)];
    const node = await startNode(chaincode, data, { home: root }, more);
    try {
      await mkdir(join(root, 'test-network'));
      await symlink(join(data, 'organizations'), join(root, 'test-network', 'organizations'));
      await act(root);
    } finally {
      expect(await node.stop()).to.equal(0);
    }
  });
}

function expectPrinted({ prints }: Sample, { stdout, stderr }: { stdout: string; stderr: string }): void {
  const text = stdout + stderr;
  for (const each of prints) {
    expect(text).to.match(each);
  }
  expect(text).not.to.match(/FAILED to (run|return)/);
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
