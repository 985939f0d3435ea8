import { webcrypto } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { encodeHex } from '@quancheng/protocol';
import { formatBundle, formatPackage, verifyBundle, verifyPackage } from '@quancheng/verifier';
import { expect } from 'chai';
import { build } from 'esbuild';
import { newStandardEvidence, VERIFIED_AT } from '../support/evidence/standard-evidence.js';
import { ORIGINAL } from '../support/evidence/statements.js';

/** What runs inside the page. */
const PAGE = `
  import { decodeHex } from '@quancheng/protocol';
  import { verifyBundle, verifyPackage } from '@quancheng/verifier';
  const trustRoot = { envelope: decodeHex(root), fingerprint };
  globalThis.done = Promise.all([
    ...packages.map((file) => verifyPackage(decodeHex(file), { trustRoot, time })),
    verifyBundle(decodeHex(bundle), { trustRoot, time }),
  ]).then((results) => JSON.stringify(results));
`;

describe('verifier in a browser', () => {
  it('holds nothing of Node, and finds what it finds there', async () => {
    const { world, single, members, shared, bundle } = newStandardEvidence();
    const packages = [
      world.packageOf(single, { promise: single.promise, original: ORIGINAL }),
      world.packageOf(members[2]!),
      world.packageOf(shared, { reads: [world.read({ keys: ['ledger'] })] }),
    ].map(formatPackage);
    const { root, rootEnvelope } = world.consortium;
    const page = {
      root: encodeHex(rootEnvelope),
      fingerprint: root.fingerprint,
      time: VERIFIED_AT,
      packages: packages.map(encodeHex),
      bundle: encodeHex(formatBundle(bundle)),
      TextEncoder,
      TextDecoder,
      crypto: webcrypto,
      done: Promise.resolve(''),
    };
    runInContext(await bundledPage(), createContext(page));
    const options = { trustRoot: root, time: VERIFIED_AT };
    const here = [
      ...(await Promise.all(packages.map((file) => verifyPackage(file, options)))),
      await verifyBundle(formatBundle(bundle), options),
    ];
    expect(here.map(({ verdict }) => verdict)).to.deep.equal([
      'integrity-proven',
      'integrity-proven',
      'unverifiable',
      'integrity-proven',
    ]);
    expect(JSON.parse(await page.done)).to.deep.equal(JSON.parse(JSON.stringify(here)));
  }).timeout(120_000);
});

async function bundledPage(): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: PAGE, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    logLevel: 'silent',
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs.filter((input) => /node:|cryptography\/node|fabric-protos|grpc/.test(input))).to.deep.equal(
    [],
  );
  return outputFiles[0]!.text;
}
