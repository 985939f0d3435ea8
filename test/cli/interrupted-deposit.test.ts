import { expect } from 'chai';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { decodeBase64, decodeUtf8 } from '@quancheng/protocol';
import { parseBundle } from '@quancheng/verifier';
import { outcomeOf, run, spawnCommand } from './support/command.js';
import { type Platform, startPlatform } from './support/platform.js';

const ROWS = 3000;
const BATCH = 100;

describe('interrupted deposit of rows', function () {
  this.timeout(180_000);
  let home: string;
  let work: string;
  let platform: Platform;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'quancheng-home-'));
    work = await mkdtemp(join(tmpdir(), 'quancheng-work-'));
    const rows = Array.from({ length: ROWS }, (_, index) => `${370100000 + index},街道 ${index}`);
    await writeFile(join(work, 'rows.csv'), `code,name\n${rows.join('\n')}\n`);
    platform = await startPlatform({ home });
  });

  afterEach(async () => {
    await platform.stop();
    for (const folder of [home, work]) await rm(folder, { recursive: true, force: true });
  });

  const deposit = () =>
    spawnCommand(['deposit', '--rows', 'rows.csv', '--batch-size', String(BATCH)], { home, folder: work });

  it('goes on after kill -9 of the client: every row once', async () => {
    const before = await logSize(platform.address);
    const sizes: number[] = [];
    for (let kills = 0; kills < 4; kills += 1) {
      const child = deposit();
      const ended = outcomeOf(child);
      const target = Math.min(ROWS - BATCH, (sizes.at(-1) ?? 0) + 5 * BATCH);
      while ((await logSize(platform.address)) - before < target && child.exitCode === null) await delay(5);
      child.kill('SIGKILL');
      await ended;
      sizes.push((await logSize(platform.address)) - before);
    }
    expect(sizes[0], 'the first kill came in the middle').to.be.within(1, ROWS - 1);
    await finish();
    expect((await logSize(platform.address)) - before).to.equal(ROWS);
  });

  it('goes on after kill -9 of the gateway, in the same run of the client: every row once', async () => {
    const before = await logSize(platform.address);
    const child = deposit();
    const ended = outcomeOf(child);
    while ((await logSize(platform.address)) - before < 5 * BATCH) await delay(5);
    const dead = new Promise((resolve) => platform.child.on('close', resolve));
    platform.child.kill('SIGKILL');
    await dead;
    platform = await startPlatform({ home }, new URL(platform.address).port);
    const { status, output, errors } = await ended;
    expect(status, output + errors).to.equal(0);
    await finish();
    expect((await logSize(platform.address)) - before).to.equal(ROWS);
  });

  /** Runs the same command to its end, and looks at every row of the evidence. */
  async function finish(): Promise<void> {
    const { status, output, errors } = await outcomeOf(deposit());
    expect(status, output + errors).to.equal(0);
    const names = (await readdir(work)).filter((name) => name.includes('.evidence-bundle.')).sort();
    expect(names).to.have.length(ROWS / BATCH);
    const ids = new Set<string>();
    const indexes = new Set<number>();
    for (const name of names) {
      for (const record of parseBundle(await readFile(join(work, name))).records) {
        if (!('payload' in record)) throw new Error('expected a member of a batch');
        ids.add((JSON.parse(decodeUtf8(decodeBase64(record.payload))) as { id: string }).id);
        indexes.add(record.index);
      }
    }
    expect([ids.size, indexes.size]).to.deep.equal([ROWS, ROWS]);
    expect(new Set([...ids].map((id) => id.split('-')[0])).size, 'deposits').to.equal(1);
    const part = join(work, names[names.length - 1] ?? '');
    const verified = await run(['verify', part, '--original', 'rows.csv'], { home, folder: work });
    expect(verified.status, verified.output + verified.errors).to.equal(0);
  }
});

/** How many entries the log has acknowledged. */
async function logSize(address: string): Promise<number> {
  const answer = (await (await fetch(`${address}/v1/health`)).json()) as { log: { size: number } };
  return answer.log.size;
}
