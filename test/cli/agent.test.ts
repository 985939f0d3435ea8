import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { outcomeOf, run, spawnCommand } from './support/command.js';
import { type Platform, startPlatform } from './support/platform.js';

const KILLS = Number(process.env['QUANCHENG_KILLS'] ?? 6);

describe('quancheng agent', function () {
  this.timeout(120_000 + KILLS * 10_000);
  let home: string;
  let work: string;
  let platform: Platform;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'quancheng-home-'));
    work = await mkdtemp(join(tmpdir(), 'quancheng-agent-'));
    platform = await startPlatform({ home });
  });
  after(async () => {
    await platform.stop();
    for (const folder of [home, work]) await rm(folder, { recursive: true, force: true });
  });

  const words = (folder: string, ...more: readonly string[]) => [
    'agent',
    '--folder',
    folder,
    '--every',
    '1',
    '--batch-size',
    '40',
    ...more,
  ];
  const drain = async (folder: string, ...paths: readonly string[]) => {
    const drained = await run(words(folder, '--once', ...paths), { home, folder: work });
    expect(drained.status, drained.output + drained.errors).to.equal(0);
  };

  it('loses and doubles nothing, killed at any moment while the file grows and is rotated', async () => {
    const file = join(work, 'events.ndjson');
    const before = await logSize(platform.address);
    const written: string[] = [];
    const write = async (count: number): Promise<void> => {
      const lines = Array.from({ length: count }, () =>
        JSON.stringify({ event: written.length, at: Math.random() }),
      );
      // Some of them are the same: only their places tell them apart.
      lines.push('{"heartbeat":true}', '{"heartbeat":true}');
      written.push(...lines);
      await appendFile(file, `${lines.join('\n')}\n`);
    };
    await write(50);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = spawnCommand(words('journal', 'events.ndjson'), { home, folder: work });
      const ended = outcomeOf(child);
      // What was rotated away before it first looked, an agent doesn't know of.
      if (kill === 0) await until(async () => (await keptRows(join(work, 'journal'))).at(0));
      for (let step = 0; step < 3; step += 1) {
        await write(17);
        await delay(200 + Math.random() * 400);
      }
      child.kill('SIGKILL');
      await ended;
      if (kill === KILLS >> 1) await rotate(file);
    }
    await appendFile(file, '{"incomplete":');
    await drain('journal', 'events.ndjson');
    expect(await keptRows(join(work, 'journal'))).to.deep.equal(written);
    expect((await logSize(platform.address)) - before).to.equal(written.length);
    await appendFile(file, 'false}\n');
    await drain('journal', 'events.ndjson');
    expect((await logSize(platform.address)) - before).to.equal(written.length + 1);
  });

  it('says of each original whether it is still what was deposited', async () => {
    const cuts = join(work, 'journal', 'cuts');
    const check = async () => run(['custody', 'check', 'journal', '--json'], { home, folder: work });
    const fine = await check();
    expect(fine.status, fine.errors).to.equal(0);
    const states = (JSON.parse(fine.output) as readonly Custody[]).map(({ state }) => state);
    expect(new Set(states)).to.deep.equal(new Set(['self-attested']));
    await appendFile(join(cuts, '00000001.ndjson'), '{"forged":true}\n');
    const text = await readFile(join(cuts, '00000002.ndjson'), 'utf8');
    await writeFile(join(cuts, '00000002.ndjson'), text.replace('"event":', '"Event":'));
    await rm(join(cuts, '00000003.ndjson'));
    const damaged = await check();
    expect(damaged.status).to.equal(1);
    const found = (JSON.parse(damaged.output) as readonly Custody[]).slice(0, 4);
    expect(found.map(({ state, code }) => [state, code])).to.deep.equal([
      ['mismatch', 'ORIGINAL_SIZE_MISMATCH'],
      ['mismatch', 'ORIGINAL_MISMATCH'],
      ['lost', 'ORIGINAL_LOST'],
      ['self-attested', undefined],
    ]);
  });

  it('follows CSV files, by rows as RFC 4180 has them, and folders of documents', async () => {
    await writeFile(join(work, 'people.csv'), 'code,remark\n1,"two\nlines"\n2,plain\n3,"open');
    await mkdir(join(work, 'inbox'));
    for (const name of ['one.txt', 'two.txt']) await writeOld(join(work, 'inbox', name), 'the same');
    await writeFile(join(work, 'bare.csv'), '1,one\n2,two\n');
    await drain('bare', 'bare.csv', '--headerless');
    const bare = await run(['custody', 'check', 'bare', '--json'], { home, folder: work });
    expect([bare.status, (JSON.parse(bare.output) as readonly Custody[])[0]?.state]).to.deep.equal([
      0,
      'self-attested',
    ]);
    await drain('mixed', 'people.csv', 'inbox', '--public');
    const parts = await readdir(join(work, 'mixed', 'cuts'));
    expect(parts.filter((name) => !name.endsWith('.json'))).to.deep.equal([
      '00000001.csv',
      '00000002.txt',
      '00000003.txt',
    ]);
    const rows = await readFile(join(work, 'mixed', 'cuts', '00000001.csv'), 'utf8');
    expect(rows).to.equal('code,remark\n1,"two\nlines"\n2,plain\n');
    await writeOld(join(work, 'inbox', 'one.txt'), 'another');
    await drain('mixed', 'people.csv', 'inbox', '--public');
    const after = await readdir(join(work, 'mixed', 'cuts'));
    expect(after).to.include('00000004.txt').and.not.to.include('00000005.txt');
    expect((await readdir(join(work, 'mixed', 'evidence'))).sort()).to.deep.equal([
      '00000001.csv.evidence-bundle.json',
      '00000002.txt.evidence.json',
      '00000003.txt.evidence.json',
      '00000004.txt.evidence.json',
    ]);
  });

  it('serves metrics, waits for a gateway that is away, and lets no second agent into its folder', async () => {
    await writeFile(join(work, 'slow.ndjson'), '{"a":1}\n');
    const away = ['--gateway', 'http://127.0.0.1:9', '--metrics-port', '18099'];
    const child = spawnCommand(words('slow', 'slow.ndjson', ...away), { home, folder: work });
    const ended = outcomeOf(child);
    const metrics = await until(async () => {
      const answer = await fetch('http://127.0.0.1:18099/metrics').catch(() => undefined);
      const text = (await answer?.text()) ?? '';
      return text.includes('code="GATEWAY_UNREACHABLE"') ? text : undefined;
    });
    expect(metrics).to.contain('quancheng_agent_waiting_cuts 1');
    const second = await run(words('slow', 'slow.ndjson', '--once'), { home, folder: work });
    expect(second.errors).to.contain('OUTBOX_LOCKED');
    child.kill('SIGTERM');
    expect((await ended).status).to.equal(0);
    await drain('slow', 'slow.ndjson');
    expect(await readdir(join(work, 'slow', 'evidence'))).to.have.length(1);
  });
});

interface Custody {
  readonly state: string;
  readonly code?: string;
}

/** As logrotate does, a while ago. */
async function rotate(file: string): Promise<void> {
  await rename(file, `${file}.1`);
  const past = new Date(Date.now() - 60_000);
  await utimes(`${file}.1`, past, past);
}

async function writeOld(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  const past = new Date(Date.now() - 60_000);
  await utimes(path, past, past);
}

async function keptRows(folder: string): Promise<readonly string[]> {
  const all = await readdir(join(folder, 'cuts')).catch(() => []);
  const names = all.filter((name) => name.endsWith('.ndjson')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, 'cuts', name), 'utf8')));
  return texts.flatMap((text) => text.trimEnd().split('\n'));
}

async function logSize(address: string): Promise<number> {
  const health = (await (await fetch(`${address}/v1/health`)).json()) as { log: { size: number } };
  return health.log.size;
}

async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(100);
  }
}
