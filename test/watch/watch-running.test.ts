import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  decodeHex,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  encodeHex,
  leafHash,
  newNoteSigner,
  parseRootHash,
  signNote,
  type JsonObject,
} from '@quancheng/protocol';
import { verifyTrustRoot, type TrustRoot } from '@quancheng/verifier';
import { newCopySource, newGatewaySource, newLedgerView } from 'quancheng';
import { expect } from 'chai';
import { operator, OPERATOR } from '../chaincode/support/test-world.js';
import { newFlowTrustRoot } from '../conformance/support/flow-trust-root.js';
import { LOG_ORIGIN, logKey, logNoteSigner } from '../gateway/support/gateway-world.js';
import { NDJSON_TYPE, post } from '../gateway/support/http.js';
import { joinLines, newBatch } from '../gateway/support/records.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { policyOf, witnessKey } from '../witness/support/witness-world.js';
import { ForgedLog } from './support/forged-log.js';
import { openLyingGateway } from './support/lying-gateway.js';
import { codesOf, openWatchWorld, type TestWatcher, type WatchWorld } from './support/watch-world.js';

const bounds = { stalled: 120_000, away: 120_000, clock: 120_000 };
const nextKey = testSigner('next log key', 'ed25519');
const nextNoteSigner = newNoteSigner(LOG_ORIGIN, nextKey);

// One world; the monitor goes on from test to test, as it would for months.
describe('quancheng log watch raises no false alarm', function () {
  this.timeout(180_000);
  let stage: WatchWorld;
  let watcher: TestWatcher;
  let root: TrustRoot;

  before(async () => {
    stage = await openWatchWorld();
    root = stage.world.trustRoot;
    // By its own organisation's peer, and a gateway where that is away.
    const { ledger } = stage.world.ledgerWorld;
    watcher = await stage.watch({
      trustRoot: () => root,
      bounds,
      ledger: newLedgerView(ledger, [stage.liar.address], () => root),
    });
  });
  after(() => stage.close());

  const batch = (id: string) => {
    const { header, members } = newBatch(id, 300);
    return post(`${stage.world.gateway.address}/v1/batches`, joinLines(header, ...members), NDJSON_TYPE);
  };

  it('under load, and finds the promises of batches kept', async () => {
    const load = { isOver: false };
    const done = (async () => {
      for (let number = 0; number < 12; number += 1) {
        const { text } = await batch(`load-${number}`);
        await stage.receive(`load-${number}`, text);
      }
    })().finally(() => (load.isOver = true));
    let rounds = 0;
    while (!load.isOver) {
      expect((await watcher.round()).isBlind).to.equal(false);
      rounds += 1;
      await sleep(20);
    }
    await done;
    expect(rounds).to.be.greaterThan(3);
    await stage.deposit('after-load');
    await watcher.round();
    expect(watcher.findings.takeEvents()).to.deep.equal([]);
    expect(watcher.promises.pending.size).to.equal(0);
    expect(watcher.promises.settledCount).to.equal(13);
  });

  it('while the gateway is started again', async () => {
    const restarted = stage.world.restart();
    for (let number = 0; number < 5; number += 1) {
      await watcher.round();
      await sleep(50);
    }
    await restarted;
    await stage.deposit('restarted');
    expect((await watcher.round()).isBlind).to.equal(false);
    expect(watcher.findings.takeEvents()).to.deep.equal([]);
  });

  it('while the ledger is away: it cannot tell', async () => {
    await stage.world.ledgerWorld.stop();
    const { text } = await batch('unanchored');
    await stage.receive('unanchored', text);
    expect((await watcher.round()).isBlind).to.equal(true);
    expect(watcher.promises.pending.size).to.equal(1);
    await stage.world.ledgerWorld.resume();
    await stage.deposit('resumed');
    for (let tries = 0; watcher.promises.pending.size > 0 && tries < 50; tries += 1) {
      await sleep(100);
      await watcher.round();
    }
    expect(watcher.promises.pending.size).to.equal(0);
    expect(watcher.findings.takeEvents()).to.deep.equal([]);
  });

  it('while the log’s key rotates, but for a word about the trust root', async () => {
    const { ledgerWorld, configuration } = stage.world;
    Object.assign(configuration, { otherLogKeys: [nextKey] });
    await stage.world.restart();
    await stage.deposit('both-keys');
    await watcher.round();
    expect(watcher.findings.takeEvents()).to.deep.equal([]);
    const head = (await ledgerWorld.ledger.read([`log/${LOG_ORIGIN}`])).values.get(`log/${LOG_ORIGIN}`)![
      'head'
    ];
    const { size, root: hash } = head as unknown as { size: number; root: string };
    const checkpoint = { origin: LOG_ORIGIN, size, rootHash: parseRootHash(decodeHex(hash, 32)) };
    const verifierKey = formatVerifierKey(nextNoteSigner.key);
    const note = formatNote(signNote(formatCheckpoint(checkpoint), [logNoteSigner, nextNoteSigner]));
    const body = { verifierKey, note };
    const order = { action: 'log.rotate', target: LOG_ORIGIN, expectedVersion: 1, body, parties: [operator] };
    await ledgerWorld.order(order);
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal(['WATCH_TRUST_ROOT_OLD']);
    root = verifyTrustRoot(
      rootWith([
        { verifierKey: formatVerifierKey(logNoteSigner.key), from: 0, until: size },
        { verifierKey, from: size },
      ]),
    );
    await stage.world.gateway.close();
    Object.assign(configuration, { logKey: nextKey, otherLogKeys: [logKey] });
    await stage.world.restart();
    await stage.deposit('rotated');
    await watcher.round();
    // The witnesses go by the old key still.
    expect(
      watcher.findings.standing().map(({ code, subject }) => [code, subject.split(' ')[0]]),
    ).to.deep.equal(stage.world.witnesses.map(({ address }) => ['WATCH_TRUST_ROOT_OLD', address]));
    for (const witness of stage.world.witnesses) {
      Object.assign(witness.configuration, { trustRoot: root });
      await witness.stop();
      await witness.resume();
    }
    await stage.deposit('witnessed');
    await watcher.round();
    expect(codesOf(watcher)).to.deep.equal([]);
    expect(watcher.promises.pending.size).to.equal(0);
  });

  it('where two logs promised one record: a warning, once', async () => {
    const other = newNoteSigner('log.quancheng.example/other', testSigner('other log', 'ed25519'));
    const { entries } = await stage.forge(3);
    const forged = new ForgedLog(other.key.name, testSigner('other log', 'ed25519'), entries);
    const keys = [{ verifierKey: formatVerifierKey(other.key), from: 0 }];
    root = verifyTrustRoot(
      rootWith(root.logs[0]!.keys.map(asContent), [{ origin: other.key.name, operator: OPERATOR, keys }]),
    );
    const first = await stage.watch({ trustRoot: () => root, bounds });
    await first.round();
    expect(codesOf(first)).to.deep.equal(['WATCH_LOG_UNWATCHED']);
    const server = await openLyingGateway(() => stage.world.gateway.address);
    server.lie = (path) => forged.serve(path.slice(1)) ?? 404;
    const logs = [newGatewaySource(stage.liar.address), newCopySource(server.address)];
    const about = { origin: other.key.name, first: 0, leaf: encodeHex(leafHash(entries[0]!)) };
    await stage.keepPromise('other', about, testSigner('other log', 'ed25519'));
    // As the command line keeps the promises of further logs.
    const promise = JSON.parse(
      await readFile(join(stage.promises, 'other.promise.json'), 'utf8'),
    ) as JsonObject;
    await stage.receive('one.other-promise', JSON.stringify([{ gateway: server.address, promise }]));
    await stage.forget('other');
    await stage.keepPromise('own', { first: 0, leaf: about.leaf });
    const second = await stage.watch({ trustRoot: () => root, bounds, logs });
    await second.round();
    await second.round();
    const events = second.findings.takeEvents();
    expect(events.map(({ finding }) => finding.code)).to.deep.equal(['WATCH_PROMISE_DOUBLED']);
    expect(events[0]!.finding.detail).to.contain(LOG_ORIGIN).and.contain(other.key.name);
    await server.close();
  });

  function rootWith(keys: readonly JsonObject[], others: readonly JsonObject[] = []): Uint8Array {
    const { connection, definitions, organisations } = stage.world.ledgerWorld;
    const { channel, chaincode } = connection;
    const logs = [{ origin: LOG_ORIGIN, operator: OPERATOR, keys }, ...others];
    const policy = policyOf([witnessKey(0), witnessKey(1)], 2);
    return newFlowTrustRoot({ channel, chaincode, organisations }, ['1.0.0'], definitions, logs, policy);
  }
});

function asContent({ verifierKey, from, until }: TrustRoot['logs'][number]['keys'][number]): JsonObject {
  return { verifierKey: formatVerifierKey(verifierKey), from, ...(until === undefined ? {} : { until }) };
}
