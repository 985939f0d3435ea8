import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  defaultTopology,
  findFabricBinaries,
  startFabricNetwork,
  type FabricNetwork,
} from '@quancheng/network';
import { expect } from 'chai';
import { run } from '../cli/support/command.js';

const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');

/** What the dossier holds proofs of, by the beginning of their files' names. */
const proven = [
  'certificate-12370100DEMFUND015-contributions',
  'certificate-91370100DEMDPER016-credit-indicators',
  'grant-11370100DEMDATA01B-operation',
  'trade-91370100DEMDPER016-trade-1',
  'revenue-91370100DEMDPER016-october',
  'report-91370100DEMPRAC01Q-valuation-1',
  'search-91370100DEMBNKB01X-search-1',
  'pledge-91370100DEMBNKA018-pledge-1',
  'hold-52370100DEMARBC01F-case-1',
  'collection-pledges-91370100DEMDPER016-credit-indicators',
];
/** What was refused on the way: each code stands in the narration. */
const refusals = [
  'PROVIDER_CONSENT_MISSING',
  'SIGNER_NOT_ENTITLED',
  'SHARES_NOT_WHOLE',
  'COLLATERAL_EXCLUSIVE',
  'COURT_REQUIRED',
];

describe('the whole city’s story, through gateway and client', function () {
  this.timeout(300_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-city-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('on the embedded ledger: each step verifies offline, and says that one operator made it', async () => {
    const city = join(folder, 'embedded');
    await expectStory(city, [], 'self-attested');
    await expectTampering(city);
    const again = await run(['demo', 'city', '--out', city], { home: folder });
    expect(again).to.include({ status: 2 });
    expect(again.errors).to.contain('FILE_EXISTS');
  });

  describe('on real Fabric', () => {
    let network: FabricNetwork | undefined;

    before(async function () {
      const binaries = findFabricBinaries();
      if (binaries === null) {
        console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
        this.skip();
      }
      const chaincodePath = join(folder, 'chaincode');
      await promisify(execFile)(process.execPath, [packager, chaincodePath]);
      const dataDirectory = join(folder, 'network');
      network = await startFabricNetwork({
        topology: defaultTopology,
        dataDirectory,
        chaincodePath,
        binaries,
      });
    });
    after(() => network?.down());

    it('each step verifies offline under the consortium’s root', async () => {
      await expectStory(join(folder, 'fabric'), ['--fabric', join(folder, 'network')], 'integrity-proven');
    });
  });

  async function expectStory(city: string, options: readonly string[], verdict: string): Promise<void> {
    const played = await run(['demo', 'city', '--out', city, ...options], { home: folder });
    expect(played.status, played.output + played.errors).to.equal(0);
    for (const code of refusals) expect(played.output).to.contain(`(${code})`);
    const names = await readdir(join(city, 'dossier'));
    for (const name of proven) expect(names).to.include(`${name}.record-proof.json`);
    await expectSearches(city);
    const result = await verify(city);
    expect(result.verdict).to.equal(verdict);
    expect(result.files.map((file) => [file.name, file.verdict])).to.deep.equal(
      result.files.map(({ name }) => [name, verdict]),
    );
    await expectRemembered(city);
  }

  /** The ledger names the very manifest: its digest recomputed with Node.js alone. */
  async function expectRemembered(city: string): Promise<void> {
    const manifest = await readFile(join(city, 'dossier', 'manifest.json'));
    const proof = join(city, 'hold.record-proof.json');
    const { output } = await run(['verify', proof, '--json', ...rootOf(city)], { home: folder });
    const { proven: hold } = JSON.parse(output) as { proven: { versions: readonly Hold[] } };
    expect(hold.versions.map(({ status }) => status).slice(-2)).to.deep.equal(['exported', 'decided']);
    expect(hold.versions.at(-1)?.bundle?.sha256).to.equal(
      createHash('sha256').update(manifest).digest('hex'),
    );
  }

  /** The first bank’s search shows none; the second’s, between, exactly the first bank’s pledge. */
  async function expectSearches(city: string): Promise<void> {
    const shown = [];
    for (const name of ['first-search', 'second-search']) {
      const file = join(city, 'dossier', `${name}.search-proof.json`);
      const { output } = await run(['verify', file, '--json', ...rootOf(city)], { home: folder });
      const { proven: search } = JSON.parse(output) as { proven: Searched };
      shown.push(search.then.pledges.map(({ pledge: { id } }) => id));
    }
    expect(shown).to.deep.equal([[], ['91370100DEMBNKA018/pledge-1']]);
  }

  async function expectTampering(city: string): Promise<void> {
    const paper = '交易-验收单.txt';
    await appendFile(join(city, 'dossier', paper), '（改）');
    const result = await verify(city);
    expect(result).to.include({ verdict: 'mismatch', code: 'DOSSIER_FILE_CHANGED' });
    const wrong = result.files.filter((file) => file.verdict === 'mismatch');
    expect(wrong.map(({ name }) => name)).to.deep.equal([paper]);
  }

  async function verify(city: string): Promise<Verified> {
    const { output, errors } = await run(['verify', join(city, 'dossier'), '--json', ...rootOf(city)], {
      home: folder,
    });
    expect(errors).to.equal('');
    return JSON.parse(output) as Verified;
  }
});

function rootOf(city: string): readonly string[] {
  return ['--trust-root', join(city, 'own-trust-root.json')];
}

interface Hold {
  readonly status: string;
  readonly bundle?: { readonly sha256: string };
}

interface Searched {
  readonly then: { readonly pledges: readonly { readonly pledge: { readonly id: string } }[] };
}

interface Verified {
  readonly verdict: string;
  readonly code?: string;
  readonly files: readonly { readonly name: string; readonly verdict: string }[];
}
