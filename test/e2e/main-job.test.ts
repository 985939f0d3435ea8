import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { decodeBase64, decodeUtf8 } from '@quancheng/protocol';
import { rowOfRecord } from '@quancheng/sdk/node';
import {
  type BundleRecord,
  type EvidenceBundle,
  exportPackage,
  formatPackage,
  parseBundle,
  verifyPackage,
  verifyTrustRoot,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { findProgram } from '../support/find-program.js';
import { sharedFolder } from '../sdk/support/shared-folder.js';
import { run } from '../cli/support/command.js';
import { type Platform, startPlatform } from '../cli/support/platform.js';

const laws = join(sharedFolder(), 'data', 'laws');
const streets = join(sharedFolder(), 'data', 'streets.csv');
const ROWS = 41_352;
const SAMPLE = 200;

describe('the main job on the real input', function () {
  this.timeout(600_000);
  let folder: string;
  let home: string;
  let evidence: string;
  const files: string[] = [];
  let running: Platform | undefined;

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-main-job-'));
    if (!existsSync(streets)) {
      console.log(`      skipped: no real input at ${streets}; set QUANCHENG_SHARED`);
      this.skip();
    }
    home = join(folder, 'home');
    evidence = join(folder, 'evidence');
    await mkdir(evidence);
    running = await startPlatform({ home, folder, environment: { QUANCHENG_SHARED: sharedFolder() } });
  });

  after(async () => {
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('deposits five law texts and 41,352 rows in one run', async () => {
    const names = (await readdir(laws)).filter((name) => name.endsWith('.md'));
    files.push(...names.map((name) => join(laws, name)));
    expect(files).to.have.length(5);
    // The demonstration has deposited the law texts already: this deposits them once more.
    const options = ['--public', '--again', '--consumer', '91370100DEMBNK001F', '--out-dir', evidence];
    const deposited = await run(['deposit', ...files, '--rows', streets, ...options], { home });
    expect(deposited.status, deposited.errors).to.equal(0);
  });

  it('serves a log that Tessera’s fsck finds sound', async function () {
    const fsck = findProgram('tessera-fsck', 'TESSERA_FSCK');
    if (fsck === null) {
      console.log(
        '      skipped: Tessera’s fsck is not found; set TESSERA_FSCK, or put tessera-fsck on PATH',
      );
      this.skip();
    }
    const url = running!.address;
    const key = join(folder, 'vkey');
    const verifierKey = await (await fetch(`${url}/log/vkey`)).text();
    await writeFile(key, verifierKey);
    const [origin] = verifierKey.split('+');
    const checked = await promisify(execFile)(fsck, [
      ...['--storage_url', `${url}/log/`, '--public_key', key, '--origin', origin!, '--ui=false'],
    ]);
    // 164 rows and five texts of the demonstration, five texts and all rows of this test.
    expect(checked.stdout + checked.stderr).to.include(
      `Successfully fsck'd log with size ${164 + 5 + 5 + ROWS}`,
    );
  });

  it('proves any 200 rows offline, with the gateway stopped, and disproves other rows in their place', async () => {
    await running?.stop();
    running = undefined;
    const trustRoot = verifyTrustRoot(await readFile(join(home, 'trust-root.json')));
    const originals = decodeUtf8(await readFile(streets)).split('\n');
    const rows = await bundledRows(evidence);
    expect(rows).to.have.length(ROWS);
    expect(new Set(rows.map(({ row }) => row)).size).to.equal(ROWS);
    for (let sample = 0; sample < SAMPLE; sample += 1) {
      const { bundle, position, row } = rows[randomInt(rows.length)]!;
      const bytes = formatPackage(exportPackage(bundle, position));
      const time = new Date().toISOString();
      // The first line is the header, so row n is line n, counted from nought.
      const original = Buffer.from(originals[row]!);
      const result = await verifyPackage(bytes, { trustRoot, original, time });
      expect(result.verdict, JSON.stringify(result.checks)).to.equal('self-attested');
      const other = Buffer.from(originals[1 + (row % ROWS)]!);
      expect((await verifyPackage(bytes, { trustRoot, original: other, time })).verdict).to.equal('mismatch');
    }
  });

  it('proves the files offline, under what was pinned, and finds one bit changed', async () => {
    for (const file of files) {
      const bundled = join(evidence, `${basename(file)}.evidence.json`);
      const verified = await run(['verify', bundled, '--original', file], { home });
      expect(verified.status, verified.output).to.equal(0);
      const demanding = await run(['verify', bundled, '--original', file, '--require', 'consortium'], {
        home,
      });
      expect(demanding.status).to.equal(2);
      const bytes = await readFile(file);
      bytes[randomInt(bytes.length)]! ^= 1;
      await writeFile(join(folder, 'altered'), bytes);
      const altered = await run(['verify', bundled, '--original', join(folder, 'altered')], { home });
      expect(altered.status, altered.output).to.equal(1);
    }
  });
});

interface BundledRow {
  readonly bundle: EvidenceBundle;
  readonly position: number;
  /** Counted from 1. */
  readonly row: number;
}

async function bundledRows(folder: string): Promise<BundledRow[]> {
  const names = (await readdir(folder)).filter((name) => name.includes('.evidence-bundle.'));
  const bundles = await Promise.all(
    names.map(async (name) => parseBundle(await readFile(join(folder, name)))),
  );
  return bundles.flatMap((bundle) =>
    bundle.records.map((record, position) => ({ bundle, position, row: rowOf(record) })),
  );
}

function rowOf(record: BundleRecord): number {
  const payload = 'payload' in record ? record.payload : expect.fail('a row is a member of a batch');
  const { id } = JSON.parse(decodeUtf8(decodeBase64(payload))) as { id: string };
  return rowOfRecord(id)!;
}
