import { expect } from 'chai';
import { CrashWorld } from './support/crash-world.js';
import { newRandom } from './support/random.js';
import type { Survival } from './support/simulated-files.js';

/** Crash moments that one test goes through; several tests, so that each stays short. */
const STRIDE = 4;
/** Ways in which chance chooses what survives of a crash. */
const SEEDS = Number(process.env['CRASH_SEEDS'] ?? 2);

async function countOperations(): Promise<number> {
  const world = new CrashWorld();
  await world.live();
  return world.files.operations;
}

/**
 * The log ends at the n-th file operation, once more while it recovers or goes on, and must be sound then.
 * @param first how it ends first
 */
async function crashAt(moment: number, first: Survival | 'killed', seed: number): Promise<void> {
  const random = newRandom(seed * 1_000_003 + moment);
  const world = new CrashWorld();
  world.files.powerLossAt = moment;
  await world.live();
  await (first === 'killed' ? world.kill(random) : world.losePower(first, random));
  world.files.powerLossAt = 1 + Math.floor(random() * 80);
  await world.live();
  await world.losePower(first === 'killed' ? 'nothing' : first, random);
  await world.expectSound();
}

describe('the evidence log after a loss of power', function () {
  this.timeout(300_000);
  let operations = 0;

  before(async () => {
    operations = await countOperations();
    expect(operations).to.be.greaterThan(150);
  });

  const endings = [
    { first: 'nothing', what: 'nothing unsynced survives' },
    { first: 'something', what: 'something unsynced survives' },
    { first: 'killed', what: 'the process is killed first' },
  ] as const;
  for (const { first, what } of endings) {
    for (let start = 1; start <= STRIDE; start += 1) {
      it(`keeps its promises at every ${STRIDE}th file operation from ${start}, when ${what}`, async () => {
        for (let moment = start; moment <= operations; moment += STRIDE) {
          for (let seed = 0; seed < (first === 'nothing' ? 1 : SEEDS); seed += 1) {
            await crashAt(moment, first, seed).catch((error: unknown) => {
              throw new Error(`power lost at operation ${moment} of ${operations}, seed ${seed}`, {
                cause: error,
              });
            });
          }
        }
      });
    }
  }

  it('notices a medium that lies about syncing', async () => {
    let caught = 0;
    for (let moment = 100; moment <= operations; moment += 10) {
      const world = new CrashWorld();
      world.files.powerLossAt = moment;
      world.files.forgetsSyncs = true;
      await world.live();
      if (world.acknowledged.size === 0) continue;
      await world.losePower('nothing', newRandom(moment));
      caught += await world.expectSound().then(
        () => 0,
        () => 1,
      );
    }
    expect(caught).to.be.greaterThan(0);
  });
});
