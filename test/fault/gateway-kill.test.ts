import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { formatCanonical, type JsonValue } from '@quancheng/protocol';
import { openKey, readKeyFile } from '@quancheng/sdk/node';
import { verifyPackage, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { BatchMaker } from '../bench/support/batch-maker.js';
import { untilAnchored } from '../bench/support/log-size.js';
import { type Platform, startPlatform } from '../cli/support/platform.js';

/** What the gateway answered: the client's own list is the oracle. */
interface Acknowledgement {
  readonly participant: string;
  readonly id: string;
  readonly index: number;
  readonly size?: number;
  readonly received: string;
  readonly promise: JsonValue;
}

const kills = Number(process.env['QUANCHENG_KILLS'] ?? 5);
const BATCH = 50;

describe(`gateway and ledger killed ${kills} times under load (QUANCHENG_KILLS)`, function () {
  this.timeout(60_000 + kills * 20_000);
  let folder: string;
  let running: Platform | undefined;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-kill-'));
  });

  after(async () => {
    await running?.stop('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps everything that it acknowledged, once, under the same promise, and proves it', async () => {
    const home = join(folder, 'home');
    running = await startPlatform({ home, folder });
    const maker = await openMaker(home, running.address);
    const acknowledged: Acknowledgement[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const load = depositUntilCut(running.address, maker, acknowledged);
      await delay(randomInt(20, 1_500));
      await running.stop('SIGKILL');
      await load;
      running = await startPlatform({ home, folder });
    }
    expect(acknowledged.length).to.be.greaterThan(kills);

    const url = running.address;
    const ends = acknowledged.map(({ index, size = 1 }) => ({ index, end: index + size }));
    ends.sort((left, right) => left.index - right.index);
    for (const [place, { end }] of ends.entries()) {
      expect(ends[place + 1]?.index ?? Number.POSITIVE_INFINITY, 'two records share an index').to.be.at.least(
        end,
      );
    }
    for (const { participant, id, size, promise } of acknowledged) {
      const address = `${url}/v1/${size === undefined ? 'records' : 'batches'}/${participant}/${id}/promise`;
      expect(await (await fetch(address)).text()).to.equal(formatCanonical(promise));
    }
    await untilAnchored(url, ends.at(-1)!.end);
    const trustRoot = verifyTrustRoot(await readFile(join(home, 'trust-root.json')));
    for (let sample = 0; sample < 20; sample += 1) {
      const { participant, id, size } = acknowledged[randomInt(acknowledged.length)]!;
      const record = size === undefined ? id : `${id}.${randomInt(size)}`;
      const answer = await fetch(`${url}/v1/records/${participant}/${record}/package`);
      const time = new Date(Date.now() + 1_000).toISOString();
      const result = await verifyPackage(new Uint8Array(await answer.arrayBuffer()), { trustRoot, time });
      expect(result.verdict, JSON.stringify(result.checks)).to.equal('self-attested');
    }
  });
});

async function openMaker(home: string, url: string): Promise<BatchMaker> {
  const { ledger } = (await (await fetch(`${url}/v1/ledger`)).json()) as { ledger: string };
  const file = await readKeyFile(join(home, 'keys', 'demo-agency.json'));
  const signer = await openKey(file, () => Promise.reject(new Error('the demonstration’s key is plain')));
  return new BatchMaker({
    ledger,
    signer,
    participant: '11370100DEMAGC0014',
    recipient: '91370100DEMBNK001F',
  });
}

/** Eight clients with single records and two with batches, until their connections break. */
async function depositUntilCut(
  url: string,
  maker: BatchMaker,
  acknowledged: Acknowledgement[],
): Promise<void> {
  const client = async (path: string, type: string, make: () => Buffer): Promise<void> => {
    for (;;) {
      const answer = await post(`${url}${path}`, type, make());
      if (answer === undefined) return;
      acknowledged.push(answer);
    }
  };
  await Promise.all([
    ...Array.from({ length: 8 }, () =>
      client('/v1/records', 'application/json', () => maker.single().envelope),
    ),
    ...Array.from({ length: 2 }, () =>
      client('/v1/batches', 'application/x-ndjson', () => maker.batch(BATCH)),
    ),
  ]);
}

async function post(url: string, type: string, body: Buffer): Promise<Acknowledgement | undefined> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(body),
    });
    text = await answer.text();
  } catch {
    return undefined;
  }
  expect(answer.status, text).to.equal(201);
  return JSON.parse(text) as Acknowledgement;
}
