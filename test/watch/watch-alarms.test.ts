import { setTimeout as sleep } from 'node:timers/promises';
import { encodeHex, leafHash, newNoteSigner } from '@quancheng/protocol';
import { newCopySource, newGatewaySource, newLedgerView, newWitnessSource } from 'quancheng';
import { expect } from 'chai';
import { LOG_ORIGIN, logKey } from '../gateway/support/gateway-world.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { ForgedLog } from './support/forged-log.js';
import { codesOf, entryBytes, openWatchWorld, type WatchWorld } from './support/watch-world.js';

const HOUR = 3_600_000;
const inTime = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
const nowhere = 'http://127.0.0.1:9';

// One ledger, gateway and pair of witnesses for all; each test has a monitor with a memory of its own.
describe('quancheng log watch finds', function () {
  this.timeout(120_000);
  let stage: WatchWorld;

  before(async () => {
    stage = await openWatchWorld();
    for (const id of ['one', 'two', 'three']) await stage.deposit(id);
  });
  after(() => stage.close());
  afterEach(() => stage.liar.tellTruth());

  /** A monitor's findings after one round. */
  async function codesAfter(change: Parameters<WatchWorld['watch']>[0] = {}): Promise<string[]> {
    const watcher = await stage.watch({ promiseFolders: [], ...change });
    await watcher.round();
    return codesOf(watcher);
  }

  it('nothing where all is well, and promises kept', async () => {
    const watcher = await stage.watch();
    const { logs, isBlind } = await watcher.round();
    expect(codesOf(watcher)).to.deep.equal([]);
    expect(isBlind).to.equal(false);
    expect(logs[0]!.shown).to.be.greaterThan(2);
    expect(logs[0]!.cosigned).to.equal(logs[0]!.anchored);
    expect(watcher.promises.pending.size).to.equal(0);
    expect(watcher.promises.recent.map(({ outcome }) => outcome)).to.deep.equal(['kept', 'kept', 'kept']);
  });

  it('another tree than the ledger has anchored, at its size', async () => {
    const forged = await stage.forge();
    forged.entries[1] = entryBytes(inTime(0));
    stage.show(forged);
    const watcher = await stage.watch({ promiseFolders: [], witnesses: [] });
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_FORK']);
    const { verdict, kind, convicted } = await stage.verified(watcher, 'WATCH_FORK');
    expect({ verdict, kind }).to.deep.equal({ verdict: 'fraud-proven', kind: 'anchored-fork' });
    expect(convicted[0]!.name).to.equal(LOG_ORIGIN);
  });

  it('a larger tree that doesn’t begin with the anchored one', async () => {
    const forged = await stage.forge();
    forged.entries[1] = entryBytes(inTime(0));
    forged.entries.push(entryBytes(inTime(0)));
    stage.show(forged);
    const watcher = await stage.watch({ promiseFolders: [], witnesses: [] });
    await watcher.round();
    await watcher.round();
    const forks = watcher.findings.standing().filter(({ code }) => code === 'WATCH_FORK');
    expect(forks.length).to.equal(1);
    expect((await stage.verified(watcher, 'WATCH_FORK')).kind).to.equal('anchored-rewrite');
  });

  it('two trees of one size that the log signed, and convicts by them alone', async () => {
    const watcher = await stage.watch({
      promiseFolders: [],
      ledger: newLedgerView(undefined, [], () => stage.world.trustRoot),
    });
    await watcher.round();
    const forged = await stage.forge();
    forged.entries[0] = entryBytes(inTime(0));
    stage.show(forged);
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_FORK', 'WATCH_LEDGER_AWAY']);
    expect((await stage.verified(watcher, 'WATCH_FORK')).kind).to.equal('fork');
  });

  it('a tree that doesn’t continue what the monitor itself has seen', async () => {
    const away = { ledger: newLedgerView(undefined, [nowhere], () => stage.world.trustRoot), witnesses: [] };
    const watcher = await stage.watch({ promiseFolders: [], ...away });
    await watcher.round();
    const forged = await stage.forge();
    forged.entries[0] = entryBytes(inTime(0));
    forged.entries.push(entryBytes(inTime(0)));
    stage.show(forged);
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_FORK', 'WATCH_LEDGER_AWAY']);
    expect((await stage.verified(watcher, 'WATCH_FORK')).kind).to.equal('rewrite');
  });

  it('that a copy shows another log than the gateway', async () => {
    const forged = await stage.forge();
    forged.entries[2] = entryBytes(inTime(0));
    stage.show(forged);
    const logs = [newGatewaySource(stage.world.gateway.address), newCopySource(`${stage.liar.address}/log`)];
    const watcher = await stage.watch({ promiseFolders: [], logs });
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_FORK']);
  });

  it('that entries are dropped: a smaller tree than before, and than the ledger', async () => {
    stage.show(await stage.forge(2));
    expect(await codesAfter()).to.deep.equal(['WATCH_LOG_BEHIND']);
    const watcher = await stage.watch({ promiseFolders: [] });
    await watcher.round();
    stage.liar.tellTruth();
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal([]);
    expect(watcher.findings.takeEvents().map(({ event }) => event)).to.deep.equal(['raised', 'resolved']);
  });

  it('tiles and entries that do not lead to the signed root', async () => {
    stage.liar.lie = (path) => (path.startsWith('/log/tile/0/') ? Buffer.alloc(8_192) : undefined);
    const watcher = await stage.watch({ witnesses: [] });
    await stage.deposit('more');
    await watcher.round();
    // A first look at a log needs no tiles but for what was promised.
    await stage.deposit('still-more');
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_TILES_WRONG']);
    stage.liar.lie = (path) =>
      path.startsWith('/log/tile/entries/') ? Buffer.from('000161', 'hex') : undefined;
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_TILES_WRONG']);
    stage.liar.tellTruth();
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal([]);
  });

  it('entries that are backdated, or none', async () => {
    const forged = await stage.forge();
    stage.show(forged);
    const watcher = await stage.watch({ promiseFolders: [], witnesses: [] });
    await watcher.round();
    forged.entries.push(entryBytes(inTime(-HOUR)));
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_ENTRY_WRONG']);
    forged.entries.pop();
    const other = await stage.watch({ promiseFolders: [], witnesses: [] });
    await other.round();
    forged.entries.push(Buffer.from('{}'));
    await other.round();
    expect(
      other.findings
        .standing()
        .map(({ detail }) => detail)
        .join(),
    ).to.contain('is no log entry');
  });

  it('a broken promise', async () => {
    await stage.keepPromise('broken', { first: 1, leaf: 'ab'.repeat(32) });
    const watcher = await stage.watch();
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_PROMISE_BROKEN']);
    expect((await stage.verified(watcher, 'WATCH_PROMISE_BROKEN')).kind).to.equal('broken-promise');
    await stage.forget('broken');
  });

  it('a broken promise of a batch', async () => {
    const batch = { envelope: 'cd'.repeat(32), root: 'ef'.repeat(32) };
    await stage.keepPromise('broken-batch', { first: 0, size: 2, batch });
    const watcher = await stage.watch();
    await watcher.round();
    expect((await stage.verified(watcher, 'WATCH_PROMISE_BROKEN')).kind).to.equal('broken-promise');
    await stage.forget('broken-batch');
  });

  it('a promise that is due soon, and one that is late', async () => {
    await stage.keepPromise('due', { first: 1_000, received: inTime(-HOUR), includedBy: inTime(60_000) });
    const watcher = await stage.watch();
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_PROMISE_DUE']);
    await stage.forget('due');
    const times = { received: inTime(-2 * HOUR), includedBy: inTime(-HOUR) };
    await stage.keepPromise('late', { first: 1_000, ...times });
    const other = await stage.watch();
    await other.round();
    expect(codesOf(other)).to.deep.equal(['WATCH_PROMISE_LATE']);
    expect((await stage.verified(other, 'WATCH_PROMISE_LATE')).kind).to.equal('late-promise');
    await stage.forget('late');
  });

  it('a promise that was kept too late', async () => {
    const { entries } = await stage.forge();
    const leaf = encodeHex(leafHash(entries[0]!));
    const times = { received: inTime(-2 * HOUR), includedBy: inTime(-HOUR) };
    await stage.keepPromise('too-late', { first: 0, leaf, ...times });
    const watcher = await stage.watch();
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_PROMISE_LATE']);
    expect((await stage.verified(watcher, 'WATCH_PROMISE_LATE')).kind).to.equal('late-promise');
    expect(watcher.promises.pending.size).to.equal(0);
    await stage.forget('too-late');
  });

  it('one record promised at two places, which is no fraud', async () => {
    const forged = await stage.forge();
    forged.entries.push(forged.entries[0]!);
    const leaf = encodeHex(leafHash(forged.entries[0]!));
    await stage.keepPromise('again', { first: forged.entries.length - 1, leaf });
    stage.show(forged);
    const watcher = await stage.watch({ witnesses: [] });
    await watcher.round();
    // The second place repeats an old time, too.
    expect(codesOf(watcher)).to.deep.equal(['WATCH_ENTRY_WRONG', 'WATCH_PROMISE_DOUBLED']);
    await stage.forget('again');
  });

  it('a promise that no log of the trust root signed', async () => {
    await stage.keepPromise('stranger', {}, testSigner('a stranger', 'ed25519'));
    const watcher = await stage.watch();
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_PROMISE_INVALID']);
    await stage.forget('stranger');
  });

  it('checkpoints under a key that nobody knows', async () => {
    const forged = await stage.forge();
    forged.signers = [newNoteSigner(LOG_ORIGIN, testSigner('a stranger', 'ed25519'))];
    stage.show(forged);
    expect(await codesAfter()).to.deep.equal(['WATCH_KEY_UNKNOWN']);
    stage.show(new ForgedLog('log.example/other', logKey, forged.entries));
    expect(await codesAfter()).to.deep.equal(['WATCH_KEY_UNKNOWN']);
  });

  it('that a gateway, a witness or the ledger gives no answer, which proves nothing', async () => {
    const absent = {
      logs: [newGatewaySource(nowhere)],
      witnesses: [newWitnessSource(nowhere)],
      ledger: newLedgerView(undefined, [nowhere], () => stage.world.trustRoot),
    };
    const watcher = await stage.watch({ promiseFolders: [], ...absent });
    const { isBlind } = await watcher.round();
    expect(isBlind).to.equal(true);
    expect(codesOf(watcher)).to.deep.equal(['WATCH_GATEWAY_AWAY', 'WATCH_LEDGER_AWAY', 'WATCH_WITNESS_AWAY']);
    const bounds = { stalled: HOUR, away: HOUR, clock: HOUR };
    expect(await codesAfter({ ...absent, bounds })).to.deep.equal([]);
  });

  it('that nothing is anchored though the log grows', async () => {
    const forged = await stage.forge();
    forged.entries.push(entryBytes(inTime(0)));
    stage.show(forged);
    const bounds = { stalled: 20_000, away: 0, clock: 120_000 };
    let now = Date.now();
    const watcher = await stage.watch({ promiseFolders: [], witnesses: [], bounds, clock: () => now });
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal([]);
    now += 30_000;
    await watcher.round();
    expect(codesOf(watcher)).to.include('WATCH_ANCHORING_STALLED');
  });

  it('that ticks stand still, and that clocks differ', async () => {
    const bounds = { stalled: HOUR, away: 0, clock: 120_000 };
    const ahead = () => Date.now() + 2 * HOUR;
    expect(await codesAfter({ bounds, clock: ahead })).to.deep.equal([
      'WATCH_CLOCK_OFF',
      'WATCH_TICKS_STALLED',
    ]);
    const behind = () => Date.now() - 2 * HOUR;
    expect(await codesAfter({ bounds, clock: behind })).to.deep.equal(['WATCH_CLOCK_OFF']);
  });

  it('that no quorum of witnesses cosigns what is anchored', async () => {
    const [first] = stage.world.witnesses;
    const watcher = await stage.watch({
      promiseFolders: [],
      bounds: { stalled: 0, away: HOUR, clock: HOUR },
    });
    await watcher.round();
    await first!.stop();
    await stage.deposit('uncosigned', false);
    await watcher.round();
    const codes = codesOf(watcher);
    await first!.resume();
    expect(codes).to.include('WATCH_QUORUM_MISSING');
    await stage.deposit('cosigned-again');
    for (let tries = 0; codesOf(watcher).includes('WATCH_QUORUM_MISSING') && tries < 50; tries += 1) {
      await sleep(100);
      await watcher.round();
    }
    expect(codesOf(watcher)).not.to.include('WATCH_QUORUM_MISSING');
  });
});
