import { expect } from 'chai';
import { codesOf, entryBytes, openWatchWorld, type WatchWorld } from './support/watch-world.js';

const inTime = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

describe('quancheng log watch finds', function () {
  this.timeout(120_000);
  let stage: WatchWorld;

  before(async () => {
    stage = await openWatchWorld();
    for (const id of ['one', 'two', 'three']) await stage.deposit(id);
  });
  after(() => stage.close());
  afterEach(() => stage.liar.tellTruth());

  it('nothing where all is well, and promises kept', async () => {
    const watcher = await stage.watch();
    const { logs, isBlind } = await watcher.round();
    expect(codesOf(watcher)).to.deep.equal([]);
    expect(isBlind).to.equal(false);
    expect(logs[0]!.shown).to.be.greaterThan(2);
    expect(logs[0]!.cosigned).to.equal(logs[0]!.anchored);
    expect(watcher.promises.pending.size).to.equal(0);
    expect(watcher.promises.settledCount).to.equal(3);
    expect(watcher.promises.recent.map(({ outcome }) => outcome)).to.deep.equal(['kept', 'kept', 'kept']);
  });

  it('another tree than the ledger has anchored, at an anchored size', async () => {
    const forged = await stage.forge();
    forged.entries[1] = entryBytes(inTime(0));
    stage.show(forged);
    const watcher = await stage.watch();
    await watcher.round();
    expect(codesOf(watcher)).to.include('WATCH_FORK');
    const { verdict, convicted } = await stage.verified(watcher, 'WATCH_FORK');
    expect(verdict).to.equal('fraud-proven');
    expect(convicted[0]!.name).to.equal(forged.origin);
  });

  it('a promise that the log broke', async () => {
    await stage.keepPromise('broken', { first: 1, leaf: 'ab'.repeat(32) });
    const watcher = await stage.watch();
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_PROMISE_BROKEN']);
    expect((await stage.verified(watcher, 'WATCH_PROMISE_BROKEN')).kind).to.equal('broken-promise');
  });
});
