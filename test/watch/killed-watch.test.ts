import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyFraudProof } from '@quancheng/verifier';
import { expect } from 'chai';
import { Killed, newDyingFiles } from './support/dying-files.js';
import {
  codesOf,
  entryBytes,
  openWatchWorld,
  type TestWatcher,
  type WatchWorld,
} from './support/watch-world.js';

describe('a monitor that is killed', function () {
  this.timeout(180_000);
  let stage: WatchWorld;

  before(async () => {
    stage = await openWatchWorld();
    for (const id of ['one', 'two', 'three']) await stage.deposit(id);
    // A fork behind what was promised, so that promises can be kept, broken, and forgotten, too.
    const forged = await stage.forge();
    forged.entries.push(entryBytes(new Date().toISOString()));
    forged.entries[2] = entryBytes(new Date().toISOString());
    stage.show(forged);
    await stage.keepPromise('broken', { first: 1 });
  });
  after(() => stage.close());

  it('at any change of its files loses no finding and no promise, and tells each once', async () => {
    let hasEnded = false;
    let kills = 0;
    for (let n = 1; !hasEnded; n += 1) {
      const directory = join(stage.home, `killed-${n}`);
      hasEnded = await isEnding(directory, n);
      if (!hasEnded) kills += 1;
      const living = await stage.watch({ directory });
      // What the killed one had written stands, and is proven.
      for (const finding of living.findings.standing()) await assertProven(living, finding.proof);
      await living.round();
      await living.round();
      expect(codesOf(living), `killed at ${n}`).to.deep.equal(['WATCH_FORK', 'WATCH_PROMISE_BROKEN']);
      const proofs = living.findings.standing().map(({ proof }) => proof);
      for (const proof of proofs) await assertProven(living, proof);
      const told = living.findings.takeEvents().map(({ finding }) => `${finding.code} ${finding.subject}`);
      expect(told.length, `told after ${n}`).to.equal(new Set(told).size);
      expect(told.length).to.equal(living.findings.standing().length);
      // Three receipts are pending: no trusted tree shows them kept. The broken one is settled.
      expect(living.promises.pending.size, `pending after ${n}`).to.equal(3 - brokenToo(living));
    }
    expect(kills).to.be.greaterThan(20);
  });

  /** Whether a monitor that is killed at its n-th change comes to the end of its round before. */
  async function isEnding(directory: string, n: number): Promise<boolean> {
    try {
      const dying = await stage.watch({ directory, files: newDyingFiles(n) });
      await dying.round();
      return true;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      return false;
    }
  }

  async function assertProven({ directory }: TestWatcher, proof: string | undefined): Promise<void> {
    expect(proof, 'a proof').not.to.equal(undefined);
    const bytes = await readFile(join(directory, 'findings', proof!));
    const { verdict } = await verifyFraudProof(bytes, {
      trustRoot: stage.world.trustRoot,
      time: new Date().toISOString(),
    });
    expect(verdict).to.equal('fraud-proven');
  }
});

/** The third receipt's entry is another in the fork: its promise is broken, too. */
function brokenToo({ findings }: TestWatcher): number {
  return findings.standing().filter(({ code }) => code === 'WATCH_PROMISE_BROKEN').length - 1;
}
