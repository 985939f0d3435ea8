import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeBase64, decodeUtf8 } from '@quancheng/protocol';
import { rowOfRecord } from '@quancheng/sdk/node';
import {
  type BundleRecord,
  exportPackage,
  formatPackage,
  parseBundle,
  verifyPackage,
  verifyTrustRoot,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { sharedFolder } from '../sdk/support/shared-folder.js';
import { quancheng, quanchengStart, type Started } from './support/command-line.js';

const laws = join(sharedFolder(), 'data', 'laws');
const streets = join(sharedFolder(), 'data', 'streets.csv');
const SAMPLE = 200;

describe('the main job on the real input', function () {
  this.timeout(600_000);
  let folder: string;
  let home: string;
  let running: Started | undefined;

  before(async function () {
    if (!existsSync(streets)) {
      console.log(`      skipped: no real input at ${streets}; set QUANCHENG_SHARED`);
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'quancheng-main-job-'));
    home = join(folder, 'home');
    await mkdir(join(folder, 'evidence'));
    running = await quanchengStart(home);
  });

  after(async () => {
    await running?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it('deposits five law texts and 41,352 rows in one run, and any 200 verify with the gateway stopped', async () => {
    const files = (await readdir(laws))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(laws, name));
    expect(files).to.have.length(5);
    const out = join(folder, 'evidence');
    // The demonstration has deposited the law texts already: this deposits them once more.
    const deposited = await quancheng(
      home,
      'deposit',
      ...files,
      '--rows',
      streets,
      '--public',
      '--again',
      '--consumer',
      '91370100DEMBNK001F',
      '--out-dir',
      out,
    );
    expect(deposited.code, deposited.errors).to.equal(0);
    await running?.stop();
    running = undefined;

    const trustRoot = verifyTrustRoot(await readFile(join(home, 'trust-root.json')));
    const originals = decodeUtf8(await readFile(streets)).split('\n');
    const bundles = (await readdir(out)).filter((name) => name.includes('.evidence-bundle.')).sort();
    const records = await Promise.all(
      bundles.map(async (name) => parseBundle(await readFile(join(out, name)))),
    );
    const rows = records.flatMap((bundle) => bundle.records.map((_, position) => ({ bundle, position })));
    expect(rows).to.have.length(41_352);
    const seen = new Set(rows.map(({ bundle, position }) => rowOf(bundle.records[position]!)));
    expect(seen.size).to.equal(41_352);

    for (let sample = 0; sample < SAMPLE; sample += 1) {
      const { bundle, position } = rows[randomInt(rows.length)]!;
      const row = rowOf(bundle.records[position]!);
      const evidence = exportPackage(bundle, position);
      // The first line is the header, so row n is line n, counted from nought.
      const original = Buffer.from(originals[row]!);
      const result = await verifyPackage(formatPackage(evidence), {
        trustRoot,
        original,
        time: new Date().toISOString(),
      });
      expect(result.verdict, JSON.stringify(result.checks)).to.equal('self-attested');
      const other = Buffer.from(originals[1 + (row % 41_352)]!);
      const wrong = await verifyPackage(formatPackage(evidence), {
        trustRoot,
        original: other,
        time: new Date().toISOString(),
      });
      expect(wrong.verdict).to.equal('mismatch');
    }
    for (const file of files) {
      const evidence = join(out, `${file.slice(laws.length + 1)}.evidence.json`);
      const verified = await quancheng(home, 'verify', evidence, '--original', file);
      expect(verified.code, verified.output).to.equal(0);
      const demanding = await quancheng(
        home,
        'verify',
        evidence,
        '--original',
        file,
        '--require',
        'consortium',
      );
      expect(demanding.code).to.equal(2);
      const bytes = await readFile(file);
      bytes[randomInt(bytes.length)]! ^= 1;
      await writeFile(join(folder, 'altered'), bytes);
      const altered = await quancheng(home, 'verify', evidence, '--original', join(folder, 'altered'));
      expect(altered.code, altered.output).to.equal(1);
    }
  });
});

function rowOf(record: BundleRecord): number {
  const payload = 'payload' in record ? record.payload : expect.fail('a row is a member of a batch');
  const { id } = JSON.parse(decodeUtf8(decodeBase64(payload))) as { id: string };
  return rowOfRecord(id)!;
}
