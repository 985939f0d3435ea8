import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Appended } from '@quancheng/gateway';
import { encodeHex } from '@quancheng/protocol';
import { expect } from 'chai';
import { expectPromisesKept, expectRepeated } from './support/check-log.js';
import { inFolder, openLog } from './support/open-log.js';

const MOMENTS = 60;
const PADDING = 200;

type Line = { key: string } & Omit<Appended, 'duplicate'>;

interface Life {
  readonly signal: NodeJS.Signals | null;
  readonly acknowledged: Line[];
  readonly checkpoints: { size: number; root: string }[];
  /** How many file operations a whole life takes; undefined if it was cut short. */
  readonly operations: number | undefined;
}

/** One life of the process, killed at a moment (0: not at all), and what it told before. */
async function live(directory: string, name: string, moment: number): Promise<Life> {
  const program = fileURLToPath(new URL('support/kill-child.js', import.meta.url));
  const child = spawn(process.execPath, [program, directory, name, String(moment)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const lines = (await text(child.stdout)).split('\n').filter((line) => line !== '');
  const [code, signal] = await exit;
  expect(code ?? 0).to.equal(0);
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    signal,
    acknowledged: told.filter((line) => 'key' in line) as unknown as Line[],
    checkpoints: told.filter((line) => 'root' in line) as unknown as Life['checkpoints'],
    operations: told.find((line) => 'operations' in line)?.['operations'] as number | undefined,
  };
}

describe('the evidence log after kill -9', () => {
  it(
    `keeps its promises through ${MOMENTS} kills, spread over every phase`,
    inFolder(async (directory) => {
      const whole = await live(`${directory}-whole`, 'whole', 0);
      const operations = whole.operations ?? 0;
      expect(operations).to.be.greaterThan(2 * MOMENTS);
      const acknowledged = new Map<string, Omit<Appended, 'duplicate'>>();
      const checkpoints: Life['checkpoints'] = [];
      let killed = 0;
      for (let number = 1; number <= MOMENTS; number += 1) {
        const life = await live(directory, String(number), Math.ceil((number * operations) / (MOMENTS + 1)));
        if (life.signal === 'SIGKILL') killed += 1;
        for (const { key, ...appended } of life.acknowledged) acknowledged.set(key, appended);
        checkpoints.push(...life.checkpoints);
        if (number % 10 !== 0) continue;
        const log = await openLog(directory);
        await expectPromisesKept(log, acknowledged);
        for (const { size, root } of checkpoints) expect(encodeHex(await log.rootAt(size))).to.equal(root);
        await expectRepeated(log, acknowledged, PADDING);
        await log.close();
      }
      expect(killed).to.be.at.least(50);
      expect(acknowledged.size).to.be.greaterThan(MOMENTS);
    }),
  ).timeout(600_000);
});
