// `node scripts/package-chaincode.js [folder]`: makes the chaincode's folder for deployment, `chaincode/bundle`.
//
// Inside: index.js, which is the room's compiled output with protocol, domain and the libraries that these use; and,
// copied as they are, fabric-contract-api and fabric-shim with everything that they need, so that `npm start` works
// without an installation and without a network. Left outside: Node.js itself (20.19 or later).
// What exactly went in stands in the bundle's CONTENTS.md.
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const room = join(root, 'chaincode');
const bundle = resolve(process.argv[2] ?? join(room, 'bundle'));
// Class identity and metadata are theirs: the program that serves the contract must share them with it.
const beside = ['fabric-contract-api', 'fabric-shim'];

const entry = join(room, 'dist', 'index.js');
if (!existsSync(entry)) throw new Error('build first: npx tsc -b chaincode');
await rm(bundle, { recursive: true, force: true });
await mkdir(bundle, { recursive: true });
const inlined = await bundleContract();
const copied = await copyPackages();
await writeManifest();
await writeContents(inlined, copied);
console.log(
  `${relative(process.cwd(), bundle) || '.'}: ${inlined.length} packages in index.js, ${copied.length} beside it`,
);

/** esbuild runs on tsc's output: from the sources it would drop the decorators' metadata. */
async function bundleContract() {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: join(bundle, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    keepNames: true,
    legalComments: 'inline',
    external: beside,
    metafile: true,
    logLevel: 'warning',
    absWorkingDir: root,
  });
  const folders = new Set(Object.keys(metafile.inputs).map((input) => packageFolder(join(root, input))));
  return describe([...folders]);
}

/** Copies each package to where it lies in the workspace, so that it finds the same versions as here. */
async function copyPackages() {
  const folders = new Set();
  for (const name of beside) collect(name, room, folders);
  for (const folder of folders) {
    const target = join(bundle, relative(folder.startsWith(room) ? room : root, folder));
    const filter = (path) => path === folder || !isNested(path, folder);
    await cp(folder, target, { recursive: true, filter });
    await linkPrograms(target);
  }
  return describe([...folders]);
}

/** `npm start` finds its program there; without the others' npm would take their packages for damaged. */
async function linkPrograms(folder) {
  const { name, bin = {} } = manifestOf(folder);
  const programs = typeof bin === 'string' ? { [name.split('/').at(-1)]: bin } : bin;
  const links = join(folder.slice(0, -name.length), '.bin');
  for (const [program, file] of Object.entries(programs)) {
    await mkdir(links, { recursive: true });
    await symlink(relative(links, join(folder, file)), join(links, program));
  }
}

function collect(name, from, folders) {
  const folder = findPackage(name, from);
  if (folders.has(folder)) return;
  folders.add(folder);
  const { dependencies = {} } = manifestOf(folder);
  for (const dependency of Object.keys(dependencies)) collect(dependency, folder, folders);
}

/** Node's look-up by folders; `require.resolve` would fail where a package hides its package.json. */
function findPackage(name, from) {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  throw new Error(`${name} is not installed (asked for by ${relative(root, from)})`);
}

function isNested(path, folder) {
  return relative(folder, path).split(/[\\/]/)[0] === 'node_modules';
}

function packageFolder(file) {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && manifestOf(folder).name !== undefined) return folder;
  }
  throw new Error(`${file} belongs to no package`);
}

function manifestOf(folder) {
  return createRequire(join(folder, 'package.json'))('./package.json');
}

function describe(folders) {
  const entries = folders.map((folder) => {
    const { name, version, license } = manifestOf(folder);
    return { name, version, license: license ?? 'not stated' };
  });
  return entries.sort((left, right) =>
    `${left.name}@${left.version}` < `${right.name}@${right.version}` ? -1 : 1,
  );
}

async function writeManifest() {
  const { name, license, dependencies } = JSON.parse(await readFile(join(room, 'package.json'), 'utf8'));
  const { CONTRACT_VERSION } = createRequire(import.meta.url)(join(room, 'dist', 'contract-version.js'));
  const manifest = {
    name: `${name}-bundle`,
    version: CONTRACT_VERSION,
    private: true,
    license,
    type: 'commonjs',
    main: 'index.js',
    engines: { node: '>=20.19' },
    scripts: { start: 'fabric-chaincode-node server' },
    dependencies: Object.fromEntries(beside.map((each) => [each, dependencies[each]])),
    overrides: manifestOf(root).overrides,
  };
  await writeFile(join(bundle, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

async function writeContents(inlined, copied) {
  const list = (entries) =>
    entries.map(({ name, version, license }) => `- ${name} ${version} (${license})`).join('\n');
  const text = `# What is in this folder

\`index.js\` holds the contract and these packages:

${list(inlined)}

\`node_modules\` holds, as published:

${list(copied)}

Not in this folder: Node.js 20.19 or later.
`;
  await writeFile(join(bundle, 'CONTENTS.md'), text);
}
