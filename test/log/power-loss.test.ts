import { expect } from 'chai';
import { CrashWorld } from './support/crash-world.js';
import { newRandom } from './support/random.js';
import type { Survival } from './support/simulated-files.js';

/** Crash moments that one test goes through; several tests, so that each stays short. */
const STRIDE = 4;
/** Ways in which chance chooses what survives of a crash. */
const SEEDS = 4;

async function countOperations(): Promise<number> {
  const world = new CrashWorld();
  await world.live();
  return world.files.operations;
}

/** Power goes at the n-th file operation, and once more while the log recovers. */
async function crashAt(moment: number, survival: Survival, seed: number): Promise<void> {
  const random = newRandom(seed * 1_000_003 + moment);
  const world = new CrashWorld();
  world.files.powerLossAt = moment;
  await world.live();
  await world.losePower(survival, random);
  world.files.powerLossAt = 1 + Math.floor(random() * 40);
  await world.live();
  await world.losePower(survival, random);
  await world.expectSound();
}

describe('the evidence log after a loss of power', () => {
  let operations = 0;

  before(async () => {
    operations = await countOperations();
    expect(operations).to.be.greaterThan(150);
  });

  for (const survival of ['nothing', 'everything', 'something'] as const) {
    for (let start = 1; start <= STRIDE; start += 1) {
      it(`keeps its promises at every ${STRIDE}th file operation from ${start}, when ${survival} unsynced survives`, async () => {
        for (let moment = start; moment <= operations; moment += STRIDE) {
          for (let seed = 0; seed < (survival === 'something' ? SEEDS : 1); seed += 1) {
            await crashAt(moment, survival, seed).catch((error: unknown) => {
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
