import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startGateway } from '@quancheng/gateway';
import { connectLedger } from '@quancheng/ledger';
import {
  canonicalize,
  encodeHex,
  formatCanonical,
  formatCheckpoint,
  formatNote,
  isQuanchengError,
  leafHash,
  merkleRoot,
  signNote,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { LOG_ORIGIN, logNoteSigner, openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { at, get, getUntil, NDJSON_TYPE, post, until } from './support/http.js';
import { bytesOf, joinLines, newBatch, signedDocument } from './support/records.js';

describe('anchoring', function () {
  this.timeout(90_000);
  let world: GatewayWorld;

  beforeEach(async () => {
    world = await openGatewayWorld();
  });
  afterEach(() => world.close());

  const deposit = (id: string) => post(`${world.gateway.address}/v1/records`, bytesOf(signedDocument(id)));
  const health = async () => (await get(`${world.gateway.address}/v1/health`)).json;
  const packageOf = (id: string) => `${world.gateway.address}/v1/records/${AGENCY}/${id}/package`;
  const head = async () => at((await get(`${world.gateway.address}/v1/ledger`)).json, 'log', 'head');

  it('follows the log, and an idle log makes no checkpoints', async () => {
    await deposit('a');
    await getUntil(packageOf('a'), 200);
    const first = await head();
    await until(
      async () => at((await get(`${world.gateway.address}/v1/ledger`)).json, 'tick', 'number'),
      (tick) => Number(tick) > 2,
    );
    expect(await head()).to.deep.equal(first);
    await deposit('b');
    await getUntil(packageOf('b'), 200);
    expect(await head()).to.include({ size: 2 });
  });

  it('gives the same promises, records and proofs after a restart', async () => {
    const batch = newBatch('batch', 20);
    const single = await deposit('single');
    const posted = await post(
      `${world.gateway.address}/v1/batches`,
      joinLines(batch.header, ...batch.members),
      NDJSON_TYPE,
    );
    await getUntil(packageOf('batch.19'), 200);
    const paths = [
      `/v1/records/${AGENCY}/single/promise`,
      `/v1/records/${AGENCY}/single/proof`,
      `/v1/records/${AGENCY}/single`,
      `/v1/batches/${AGENCY}/batch/promise`,
      `/v1/records/${AGENCY}/batch.7/proof`,
      `/log/checkpoint`,
    ];
    const readAll = () =>
      Promise.all(paths.map(async (path) => (await get(world.gateway.address + path)).text));
    const before = await readAll();
    await world.restart();
    expect(await readAll()).to.deep.equal(before);
    expect(JSON.parse(before[0]!)).to.deep.equal(single.json['promise']);
    expect(JSON.parse(before[3]!)).to.deep.equal(posted.json['promise']);
    const again = await deposit('single');
    expect(again.json['code'] ?? again.status).to.equal('IDEMPOTENCY_CONFLICT');
  });

  it('keeps a log’s inclusion period when the configuration changes', async () => {
    const first = await deposit('terms');
    await world.gateway.close();
    world.gateway = await startGateway({ ...world.configuration, inclusionPeriod: 60_000 });
    const promise = await get(`${world.gateway.address}/v1/records/${AGENCY}/terms/promise`);
    expect(promise.json).to.deep.equal(first.json['promise']);
  });

  it('goes on taking records while the ledger is away, says so, and recovers by itself', async () => {
    await deposit('before');
    await getUntil(packageOf('before'), 200);
    await world.ledgerWorld.stop();
    const taken = await deposit('during');
    expect(taken.status, taken.text).to.equal(201);
    const degraded = await until(health, ({ status }) => status === 'degraded');
    expect(at(degraded, 'anchoring', 'code') ?? at(degraded, 'ledger', 'code')).to.be.oneOf([
      'NETWORK_UNAVAILABLE',
      'LOG_HEADS_UNKNOWN',
    ]);
    expect((await get(packageOf('during'))).status).to.equal(409);
    await world.ledgerWorld.resume();
    await until(health, ({ status }) => status === 'ok');
    await getUntil(packageOf('during'), 200);
  });

  it('takes over an anchor that somebody else submitted', async () => {
    await deposit('first');
    await getUntil(packageOf('first'), 200);
    await world.gateway.close();
    const patient = { ...world.configuration, pace: { linger: 3_600_000 } };
    world.gateway = await startGateway(patient);
    await deposit('second');
    // Anyone may submit what the log signed; its key signs here as it would have.
    await anchorByHand(world, 'first', 'second');
    await world.gateway.close();
    world.gateway = await startGateway(world.configuration);
    await getUntil(packageOf('second'), 200);
  });

  it('makes its notes again if their file is lost', async () => {
    for (const id of ['a', 'b', 'c']) {
      await deposit(id);
      await getUntil(packageOf(id), 200);
    }
    const proofs = () =>
      Promise.all(
        ['a', 'b', 'c'].map(async (id) => (await get(packageOf(id).replace('package', 'proof'))).text),
      );
    const before = await proofs();
    await world.gateway.close();
    await rm(join(world.directory, 'anchored'), { recursive: true });
    world.gateway = await startGateway(world.configuration);
    await getUntil(packageOf('c'), 200);
    expect(await proofs()).to.deep.equal(before);
  });

  it('refuses to go on from a backup that is older than the ledger’s anchor', async () => {
    await deposit('saved');
    await getUntil(packageOf('saved'), 200);
    await world.gateway.close();
    const backup = `${world.directory}-backup`;
    await cp(world.directory, backup, { recursive: true });
    world.gateway = await startGateway(world.configuration);
    await deposit('lost');
    await getUntil(packageOf('lost'), 200);
    await world.gateway.close();
    const error = await startGateway({ ...world.configuration, directory: backup }).catch(
      (caught: unknown) => caught,
    );
    expect(isQuanchengError(error, 'LOG_FORK_REFUSED'), String(error)).to.equal(true);
    world.gateway = await startGateway(world.configuration);
    expect((await get(packageOf('lost'))).status).to.equal(200);
    await rm(backup, { recursive: true });
  });

  it('stops at a fork that shows while it runs, and takes nothing more', async () => {
    // A twin with the same key anchors another first record.
    const twin = await startGateway({ ...world.configuration, directory: `${world.directory}-twin` });
    try {
      await post(`${twin.address}/v1/records`, bytesOf(signedDocument('twin')));
      const stopped = await until(health, ({ status }) => status === 'failing');
      expect(at(stopped, 'log', 'code')).to.equal('LOG_FORK_REFUSED');
      expect((await get(`${world.gateway.address}/v1/health`)).status).to.equal(503);
      const refused = await deposit('original');
      expect(refused.json).to.include({ code: 'LOG_FORK_REFUSED', status: 503 });
      await getUntil(`${twin.address}/v1/records/${AGENCY}/twin/package`, 200);
    } finally {
      await twin.close();
      await rm(`${world.directory}-twin`, { recursive: true });
    }
  });

  it('waits for a ledger that is away when it starts, and can be told to stop waiting', async () => {
    await world.gateway.close();
    await world.ledgerWorld.stop();
    const ledger = connectLedger({ ...world.ledgerWorld.connection, deadlines: { patience: 200 } });
    const giveUp = new AbortController();
    let waits = 0;
    const started = startGateway({
      ...world.configuration,
      ledger,
      signal: giveUp.signal,
      onWaiting: () => {
        waits += 1;
        giveUp.abort();
      },
    }).catch((caught: unknown) => caught);
    expect(isQuanchengError(await started, 'LOG_HEADS_UNKNOWN')).to.equal(true);
    expect(waits).to.equal(1);
    ledger.close();
    const waiting = startGateway(world.configuration);
    await world.ledgerWorld.resume();
    world.gateway = await waiting;
    expect((await deposit('afterwards')).status).to.equal(201);
  });
});

/** Anchors the tree of these two records, as its gateway would have. */
async function anchorByHand(
  { gateway, ledgerWorld }: GatewayWorld,
  ...ids: readonly [string, string]
): Promise<void> {
  const leaves = await Promise.all(
    ids.map(async (id) => {
      const { json } = await get(`${gateway.address}/v1/records/${AGENCY}/${id}`);
      return leafHash(canonicalize(json['entry']!));
    }),
  );
  const text = formatCheckpoint({ origin: LOG_ORIGIN, size: 2, rootHash: merkleRoot(leaves) });
  const note = formatNote(signNote(text, [logNoteSigner]));
  const proof = formatCanonical([encodeHex(leaves[1]!)]);
  await ledgerWorld.ledger.submit('anchor', [LOG_ORIGIN, '1', proof, note], { atTick: true });
}
