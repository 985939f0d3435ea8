import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './support/command.js';
import { expectDone, expectFailure, expectMismatch } from './support/expect-outcome.js';
import { type Platform, startPlatform } from './support/platform.js';

const PARTICIPANT = '91350100M000100Y43';
const CONSUMER = '91370100DEMBNK001F';
const DOCUMENT = '第一条 为了规范电子签名行为\n';
const CSV = '\ufeffcode,name\r\n370102001,"解放路街道"\r\n370102002,"千佛山\r\n街道"\r\n370102003,趵突泉街道';
const SECOND_ROW = '370102002,"千佛山\r\n街道"';

// One platform for the whole story; its steps build on one another.
describe('main job over the command line', function () {
  this.timeout(120_000);
  let home: string;
  let work: string;
  let platform: Platform;
  /** A stranger's machine: nothing but what was handed over. */
  let stranger: string;
  const agency = { QUANCHENG_PASSPHRASE: '趵突泉' };
  const ours = (...words: string[]) => run(words, { home, folder: work, environment: agency });
  const theirs = (...words: string[]) => run(words, { home: stranger, folder: work });

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'quancheng-home-'));
    work = await mkdtemp(join(tmpdir(), 'quancheng-work-'));
    stranger = await mkdtemp(join(tmpdir(), 'quancheng-stranger-'));
    await writeFile(join(work, 'law.md'), DOCUMENT);
    await writeFile(join(work, 'streets.csv'), CSV);
    platform = await startPlatform({ home });
  });

  after(async () => {
    await platform.stop();
    for (const folder of [home, work, stranger]) await rm(folder, { recursive: true, force: true });
  });

  it('onboards a participant: key, request, approval', async () => {
    expectDone(await ours('keygen', '--out', 'my.json', '--algorithm', 'sm2-sm3'));
    const request = ['--key', 'my.json', '--participant', PARTICIPANT, '--name', '济南市某局'];
    expectDone(await ours('onboard', 'request', ...request));
    expectDone(await ours('onboard', 'approve', `${PARTICIPANT}.request.json`));
    const again = await ours('onboard', 'approve', `${PARTICIPANT}.request.json`);
    expectFailure(again, 'VERSION_CONFLICT');
  });

  it('refuses a participant whose code fails GB 32100', async () => {
    const request = ['--key', 'my.json', '--participant', '91350100M000100Y44', '--name', 'x'];
    expectFailure(await ours('onboard', 'request', ...request), 'USCC_INVALID');
  });

  it('deposits a file and rows, and writes their evidence', async () => {
    await writeFile(
      join(work, 'agency.yaml'),
      `participant: ${PARTICIPANT}\nkey: my.json\nconsumer: ${CONSUMER}\nprovenance:\n  source: 街道名录\n`,
    );
    const { output } = expectDone(await ours('deposit', 'law.md', '--profile', 'agency.yaml', '--public'));
    expect(output).to.contain('law.md.evidence.json');
    expectDone(
      await ours('deposit', '--rows', 'streets.csv', '--profile', 'agency.yaml', '--batch-size', '2'),
    );
    const names = await readdir(work);
    expect(names).to.include.members(['law.md.evidence.json', 'streets.csv.evidence-bundle.001.json']);
    expect(names.filter((name) => name.startsWith('streets.csv.evidence-bundle'))).to.have.length(2);
    expect(names.filter((name) => name.endsWith('.promise.json'))).to.deep.equal([]);
  });

  it('keeps what is private out of the evidence’s digests', async () => {
    const bundle = await readFile(join(work, 'streets.csv.evidence-bundle.001.json'), 'utf8');
    expect(bundle).to.contain('originalKey');
    const payloads = [...bundle.matchAll(/"payload":"([A-Za-z0-9+/=]+)"/g)].map(([, base64]) =>
      atobUtf8(base64 ?? ''),
    );
    const digest = createHash('sha256').update(SECOND_ROW).digest('hex');
    expect(payloads.some((payload) => payload.includes('quancheng/sharing-event/v1'))).to.equal(true);
    expect(payloads.filter((payload) => payload.includes(digest))).to.deep.equal([]);
  });

  it('says that a file is deposited already instead of doubling it', async () => {
    const before = await readFile(join(work, 'law.md.evidence.json'), 'utf8');
    expectDone(await ours('deposit', 'law.md', '--profile', 'agency.yaml', '--public'));
    const after = await readFile(join(work, 'law.md.evidence.json'), 'utf8');
    expect(recordOf(after)).to.deep.equal(recordOf(before));
    const changed = await ours('deposit', 'law.md', '--profile', 'agency.yaml', '--public', '--title', 'x');
    expectFailure(changed, 'DEPOSIT_OPTIONS_CHANGED');
  });

  it('deposits without waiting, and finishes later', async () => {
    await writeFile(join(work, 'later.txt'), 'later');
    expectDone(await ours('deposit', 'later.txt', '--profile', 'agency.yaml', '--no-wait'));
    expect(await readdir(work))
      .to.include('later.txt.promise.json')
      .and.not.include('later.txt.evidence.json');
    expectDone(await ours('inspect', 'later.txt.promise.json'));
    expectDone(await ours('deposit', '--finish', '--profile', 'agency.yaml'));
    expect(await readdir(work))
      .to.include('later.txt.evidence.json')
      .and.not.include('later.txt.promise.json');
    await writeFile(join(work, 'later.csv'), 'street,length\n经七路,700\n经八路,800\n经九路,900\n');
    const rows = ['--rows', 'later.csv', '--profile', 'agency.yaml', '--batch-size', '2'];
    expectDone(await ours('deposit', ...rows, '--no-wait'));
    const promises = await readFile(join(work, 'later.csv.promises.ndjson'), 'utf8');
    expect(promises.trim().split('\n').length).to.equal(2);
    expectDone(await ours('deposit', '--finish', '--profile', 'agency.yaml'));
    expect(await readdir(work)).not.to.include('later.csv.promises.ndjson');
  });

  it('shows what others wrote without letting it disturb the eye', async () => {
    await writeFile(join(work, 'title.txt'), 'title');
    const title = 'ab\u202egpj.cod\u200b';
    expectDone(await ours('deposit', 'title.txt', '--profile', 'agency.yaml', '--title', title));
    for (const command of ['verify', 'inspect']) {
      const { output } = expectDone(await ours(command, 'title.txt.evidence.json'));
      expect(output)
        .to.contain('ab\\u{202e}gpj.cod\\u{200b}')
        .and.not.to.match(/[\u202e\u200b]/);
    }
  });

  it('checks the log from outside', async () => {
    const { output } = expectDone(await ours('log', 'check'));
    expect(output).to.match(/\d+ entries/);
  });

  it('pins a trust root only by a fingerprint from elsewhere', async () => {
    const refused = expectFailure(await theirs('trust', 'pin', platform.address), 'FINGERPRINT_MISSING');
    const shown = /Fingerprint 指纹: ([0-9a-f ]+)$/m.exec(refused.output)?.[1] ?? '';
    expectFailure(await theirs('verify', 'law.md.evidence.json'), 'TRUST_ROOT_NOT_PINNED');
    const wrong = shown.startsWith('0') ? `1${shown.slice(1)}` : `0${shown.slice(1)}`;
    expectFailure(
      await theirs('trust', 'pin', platform.address, '--fingerprint', wrong),
      'FINGERPRINT_MISMATCH',
    );
    expectDone(await theirs('trust', 'pin', platform.address, '--fingerprint', shown));
    expect(expectDone(await theirs('trust', 'show')).output).to.contain(shown);
  });

  it('stops gracefully', async () => {
    expect(await platform.stop()).to.equal(0);
  });

  it('lets a stranger verify everything offline', async () => {
    const { output } = expectDone(await theirs('verify', 'law.md.evidence.json', '--original', 'law.md'));
    expect(output).to.contain('self-attested').and.to.contain('一致').and.to.contain('Not proven');
    for (const part of ['001', '002']) {
      const bundle = `streets.csv.evidence-bundle.${part}.json`;
      expectDone(await theirs('verify', bundle, '--original', 'streets.csv'));
      expectDone(await theirs('verify', bundle));
    }
    const row = await theirs(
      'verify',
      'streets.csv.evidence-bundle.001.json',
      '--original',
      'streets.csv',
      '--row',
      '2',
      '--json',
    );
    expect(JSON.parse(expectDone(row).output)).to.deep.include({ verdict: 'self-attested' });
  });

  it('refuses a single operator’s evidence where a consortium’s is required', async () => {
    expectFailure(await theirs('verify', 'law.md.evidence.json', '--require', 'consortium'));
  });

  it('exports one row as a package of its own', async () => {
    expectDone(
      await theirs(
        'export',
        'streets.csv.evidence-bundle.002.json',
        '--record',
        '3',
        '--out',
        'row3.evidence.json',
      ),
    );
    const original = ['--original', 'streets.csv', '--row', '3'];
    expectDone(await theirs('verify', 'row3.evidence.json', ...original));
    const outside = await theirs(
      'export',
      'streets.csv.evidence-bundle.002.json',
      '--record',
      '1',
      '--out',
      'row1.evidence.json',
    );
    expectFailure(outside, 'OPTION_INVALID');
  });

  it('finds every kind of change', async () => {
    await writeFile(join(work, 'forged.md'), DOCUMENT.replace('规范', '改变'));
    expectMismatch(await theirs('verify', 'law.md.evidence.json', '--original', 'forged.md'), 'ORIGINAL_');
    await writeFile(join(work, 'forged.csv'), CSV.replace('千佛山', '万佛山'));
    expectMismatch(
      await theirs(
        'verify',
        'streets.csv.evidence-bundle.001.json',
        '--original',
        'forged.csv',
        '--row',
        '2',
      ),
      'ORIGINAL_MISMATCH',
    );
    expectMismatch(
      await theirs('verify', 'streets.csv.evidence-bundle.001.json', '--original', 'forged.csv'),
      'ORIGINAL_MISMATCH',
    );
    const bytes = await readFile(join(work, 'law.md.evidence.json'));
    for (const share of [0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999]) {
      const flipped = Uint8Array.from(bytes);
      const index = Math.floor(bytes.length * share);
      flipped[index] = (flipped[index] ?? 0) ^ 1;
      await writeFile(join(work, 'flipped.evidence.json'), flipped);
      const outcome = await theirs('verify', 'flipped.evidence.json');
      expect(outcome.status, `byte ${index}: ${outcome.output}${outcome.errors}`).to.equal(1);
    }
  });

  it('tells unusable input from contradicted evidence', async () => {
    await cp(join(work, 'law.md'), join(work, 'other.evidence.json'));
    expectFailure(await theirs('verify', 'other.evidence.json'), 'FILE_KIND_UNKNOWN');
    expectFailure(await theirs('verify', 'absent.evidence.json'), 'FILE_UNREADABLE');
    expectFailure(await theirs('verify', 'law.md.evidence.json', '--original', 'absent'), 'FILE_UNREADABLE');
    expectFailure(await theirs('inspect', 'law.md'), 'FILE_KIND_UNKNOWN');
    expectFailure(await ours('deposit', 'agency.yaml', '--profile', 'agency.yaml'), 'GATEWAY_UNREACHABLE');
  });

  it('inspects what it made, without secrets', async () => {
    const bundle = expectDone(await theirs('inspect', 'streets.csv.evidence-bundle.001.json'));
    expect(bundle.output).to.contain('quancheng/sharing-event/v1');
    const keys = (await readFile(join(work, 'streets.csv.evidence-bundle.001.json'), 'utf8')).matchAll(
      /"originalKey":"([^"]+)"/g,
    );
    for (const [, key] of keys) expect(bundle.output).not.to.contain(key);
    expectDone(await theirs('inspect', `${PARTICIPANT}.request.json`));
  });

  it('starts again with its data, and the same promise', async () => {
    platform = await startPlatform({ home });
    const before = await readFile(join(work, 'law.md.evidence.json'), 'utf8');
    await rm(join(work, 'law.md.evidence.json'));
    expectDone(await ours('deposit', 'law.md', '--profile', 'agency.yaml', '--public'));
    expect(recordOf(await readFile(join(work, 'law.md.evidence.json'), 'utf8'))).to.deep.equal(
      recordOf(before),
    );
  });
});

function recordOf(packageText: string): unknown {
  const { record, entry, promise } = JSON.parse(packageText) as Record<string, unknown>;
  return { record, entry, promise };
}

function atobUtf8(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}
