import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { checkGatewayFolder, startGateway } from '@quancheng/gateway';
import { formatCanonical, formatVerifierKey, type JsonValue } from '@quancheng/protocol';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { LOG_ORIGIN, logNoteSigner } from '../gateway/support/gateway-world.js';
import { getUntil } from '../gateway/support/http.js';
import { bytesOf, joinLines, newBatch, signedDocument } from '../gateway/support/records.js';
import { expectCode } from '../log/support/expect-code.js';
import { openWitnessWorld, witnessKey, type WitnessWorld } from '../witness/support/witness-world.js';
import { stages, type Stage, type StageOrder } from './support/stage-order.js';

/** In each stage. */
const kills = Number(process.env['QUANCHENG_STAGE_KILLS'] ?? 1);
/** Moments are spread over this many of a stage. */
const SPREAD = 6;
/** A stage that is not reached by then is ended from outside, and the kill does not count. */
const PATIENCE = 10_000;

interface Acknowledgement {
  readonly path: string;
  readonly first: number;
  readonly end: number;
  readonly promise: string;
}

describe(`a gateway killed ${kills} times in each of ${stages.length} stages (QUANCHENG_STAGE_KILLS)`, function () {
  this.timeout(60_000 + stages.length * kills * 20_000);
  let world: WitnessWorld;
  let folder: string;
  let backup: string;
  const acknowledged: Acknowledgement[] = [];
  let records = 0;

  before(async () => {
    world = await openWitnessWorld(1, 1);
    await world.gateway.close();
    folder = await mkdtemp(join(tmpdir(), 'quancheng-stages-'));
    backup = join(folder, 'backup');
  });
  after(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  for (const stage of stages) {
    it(`${stage}: nothing acknowledged is lost or doubled, and fsck is clean after each`, async () => {
      let reached = 0;
      for (let kill = 0; kill < kills; kill += 1) {
        const nth = 1 + Math.floor(((kill + 0.5) * SPREAD) / kills);
        if (await live(stage, nth)) reached += 1;
        await expectSound();
      }
      console.log(`      ${stage}: ${reached} kills; ${acknowledged.length} deposits acknowledged so far`);
      expect(reached).to.be.greaterThan(0);
      if (stage === 'write') await cp(world.directory, backup, { recursive: true });
    });
  }

  it('gives every acknowledged deposit again under the same promise, at an index of its own, and proves it', async () => {
    const gateway = await startGateway(world.configuration);
    try {
      acknowledged.sort((left, right) => left.first - right.first);
      for (const [place, { path, end, promise }] of acknowledged.entries()) {
        expect(acknowledged[place + 1]?.first ?? Number.POSITIVE_INFINITY).to.be.at.least(end);
        expect(await (await fetch(`${gateway.address}${path}/promise`)).text()).to.equal(promise);
      }
      const single = acknowledged.findLast(({ path }) => path.includes('/records/'));
      await getUntil(`${gateway.address}${single?.path ?? ''}/package`, 200);
    } finally {
      await gateway.close();
    }
  });

  it('refuses an older backup of its folder, and goes on where the newest copy is put back', async () => {
    await expectCode(startGateway({ ...world.configuration, directory: backup }), 'LOG_FORK_REFUSED');
    const gateway = await startGateway(world.configuration);
    const [oldest] = acknowledged;
    const { status } = await fetch(`${gateway.address}${oldest?.path ?? ''}/promise`);
    await gateway.close();
    expect(status).to.equal(200);
  });

  async function expectSound(): Promise<void> {
    const report = await checkGatewayFolder({
      directory: world.directory,
      keysOf: () => [logNoteSigner.key],
      witnesses: [witnessKey(0)],
    });
    expect(report.findings).to.deep.equal([]);
    const key = `log/${LOG_ORIGIN}`;
    const head = (await world.ledgerWorld.ledger.read([key])).values.get(key)?.['head'] as { size: number };
    expect(report.entries).to.be.at.least(head.size);
    expect(report.entries).to.be.at.least(Math.max(0, ...acknowledged.map(({ end }) => end)));
  }

  /** @returns whether the gateway killed itself */
  async function live(stage: Stage, nth: number): Promise<boolean> {
    const order: StageOrder = {
      stage,
      nth,
      directory: world.directory,
      connection: world.ledgerWorld.connection,
      trustRoot: Buffer.from(world.configuration.trustRoot).toString('base64'),
      witness: { verifierKey: formatVerifierKey(witnessKey(0)), url: world.witnesses[0]?.address ?? '' },
    };
    const program = fileURLToPath(new URL('support/stage-child.js', import.meta.url));
    const child = spawn(process.execPath, [program, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    const lines = createInterface(child.stdout);
    const address = await Promise.race([once(lines, 'line'), ended]).then(([line]) => String(line));
    expect(address, 'it ended before it listened').to.match(/^http/);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, PATIENCE);
    await Promise.all([
      ...Array.from({ length: 3 }, () => depositUntilCut(address, singleDeposit)),
      depositUntilCut(address, batchDeposit),
    ]);
    const [, signal] = await ended;
    clearTimeout(timer);
    expect(signal).to.equal('SIGKILL');
    return !isLate;
  }

  function singleDeposit() {
    records += 1;
    const id = `r-${records}`;
    return { path: '/v1/records', id, type: 'application/json', body: bytesOf(signedDocument(id)) };
  }

  function batchDeposit() {
    records += 1;
    const id = `b-${records}`;
    const batch = newBatch(id, 100);
    return {
      path: '/v1/batches',
      id,
      type: 'application/x-ndjson',
      body: joinLines(batch.header, ...batch.members),
    };
  }

  async function depositUntilCut(address: string, next: typeof singleDeposit): Promise<void> {
    for (;;) {
      const { path, id, type, body } = next();
      let answer: Response;
      let text: string;
      try {
        answer = await fetch(`${address}${path}`, {
          method: 'POST',
          headers: { 'content-type': type },
          body: new Uint8Array(body),
        });
        text = await answer.text();
      } catch {
        return;
      }
      expect(answer.status, text).to.equal(201);
      const {
        index,
        size = 1,
        promise,
      } = JSON.parse(text) as { index: number; size?: number; promise: JsonValue };
      const place = { first: index, end: index + size };
      acknowledged.push({ path: `${path}/${AGENCY}/${id}`, ...place, promise: formatCanonical(promise) });
    }
  }
});
