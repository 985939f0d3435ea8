import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { get, JSON_TYPE, NDJSON_TYPE, post, until } from './support/http.js';
import { readMetrics } from './support/metrics.js';
import { bytesOf, joinLines, newBatch, signedDocument } from './support/records.js';
import { startGatewayChild, type GatewayChild } from './support/start-gateway-child.js';

const MEBIBYTE = 2 ** 20;
const SETTINGS = { bodyBytes: 8 * MEBIBYTE, batchBytes: 8 * MEBIBYTE };
const ATTACKERS = 100;
/** What most of them send, of a body that never ends. */
const SENT = 1_000_000;

/** A connection that sends most of a body and then nothing more. */
interface Attacker {
  readonly socket: Socket;
  /** What was answered so far. */
  readonly answer: () => string;
}

describe('an overloaded gateway', function () {
  this.timeout(120_000);
  let gateway: GatewayChild;
  let address: string;
  const attackers: Attacker[] = [];

  const attack = (path: string, type: string, sent = SENT, count = ATTACKERS): void => {
    for (let number = 0; number < count; number += 1) attackers.push(openAttacker(address, path, type, sent));
  };
  const untilRefused = (least: number) =>
    until(
      () => attackers.filter(({ answer }) => answer().includes('TOO_MANY_REQUESTS')).length,
      (refused) => refused >= least,
      (refused) => `only ${refused} refused`,
    );

  before(async () => {
    gateway = startGatewayChild('embedded');
    address = await gateway.start(SETTINGS);
  });
  after(async () => {
    for (const { socket } of attackers) socket.destroy();
    await gateway.end();
  });

  it('refuses with a code and a time, holds its memory, and keeps all that it acknowledged', async () => {
    const before = await peakBytes(gateway.pid);
    attack('/v1/records', JSON_TYPE);
    attack('/v1/records', NDJSON_TYPE);
    attack('/v1/batches', NDJSON_TYPE);
    const refused = await untilRefused(3 * ATTACKERS - 20);
    // What is left over is filled, so that there is no room for a record either.
    attack('/v1/records', JSON_TYPE, 10_000, 110);
    await untilRefused(refused + 1);
    attack('/v1/records', JSON_TYPE, 500, 30);
    await untilRefused(refused + 2);
    for (const { answer } of attackers.filter((each) => / 429 /.test(each.answer())))
      expect(answer()).to.match(/\r\nretry-after: \d+\r\n/i);
    const held = await readMetrics(address);
    for (const name of ['quancheng_bodies_held_bytes', 'quancheng_batches_held_bytes'])
      expect(held.value(name), name).to.be.within(5 * MEBIBYTE, 8 * MEBIBYTE);
    let isRefused = false;
    const deposits = depositEverything(address, () => (isRefused = true));
    await until(
      () => isRefused,
      (is) => is,
    );
    for (const { socket } of attackers) socket.destroy();
    await expectAll(address, await deposits);
    const after = await peakBytes(gateway.pid);
    if (before === undefined || after === undefined)
      console.log('      memory is not looked at: there is no /proc');
    // Without a bound the attackers' bodies alone are three hundred megabytes.
    else expect(after - before).to.be.below(150 * MEBIBYTE);
  });

  it('holds nothing more afterwards, and has everything after a restart', async () => {
    const metrics = await until(
      () => readMetrics(address),
      (now) => now.value('quancheng_log_anchor_lag_records') === 0,
      (now) => now.text,
    );
    for (const name of [
      'quancheng_bodies_held_bytes',
      'quancheng_batches_held_bytes',
      'quancheng_log_held_bytes',
    ])
      expect(metrics.value(name), name).to.equal(0);
    for (const { name, labels, value } of metrics.samples)
      if (name === 'quancheng_stage_waiting_records') expect(value, labels['stage']).to.equal(0);
    address = await gateway.start(SETTINGS);
    // Sent again, each is answered with its first promise.
    await expectAll(address, await depositEverything(address));
    expect((await readMetrics(address)).value('quancheng_log_size')).to.equal(SINGLES + BATCHES * MEMBERS);
  });
});

const SINGLES = 60;
const BATCHES = 6;
const MEMBERS = 50;

const singles = new Map(
  Array.from({ length: SINGLES }, (_, number) => {
    const id = `single-${number}`;
    return [id, bytesOf(signedDocument(id))] as const;
  }),
);
const batches = new Map(
  Array.from({ length: BATCHES }, (_, number) => {
    const { header, members } = newBatch(`batch-${number}`, MEMBERS);
    return [`batch-${number}`, joinLines(header, ...members)] as const;
  }),
);

/**
 * Deposits singles and batches, coming back as long as it is told to.
 * @returns the promises by their paths
 */
async function depositEverything(
  address: string,
  onRefused: () => void = () => undefined,
): Promise<ReadonlyMap<string, unknown>> {
  const taken = new Map<string, unknown>();
  const deposit = async (kind: 'records' | 'batches', id: string, body: Buffer): Promise<void> => {
    for (;;) {
      const answer = await post(`${address}/v1/${kind}`, body, kind === 'records' ? JSON_TYPE : NDJSON_TYPE);
      if (answer.status === 201 || answer.status === 200) {
        taken.set(`/v1/${kind}/${AGENCY}/${id}/promise`, answer.json['promise']);
        return;
      }
      expect(answer.json).to.include({ status: 429, retryable: true });
      expect(Number(answer.headers.get('retry-after'))).to.be.greaterThan(0);
      onRefused();
      await sleep(100);
    }
  };
  await Promise.all([
    ...[...singles].map(([id, body]) => deposit('records', id, body)),
    ...[...batches].map(([id, body]) => deposit('batches', id, body)),
  ]);
  return taken;
}

async function expectAll(address: string, taken: ReadonlyMap<string, unknown>): Promise<void> {
  expect(taken.size).to.equal(SINGLES + BATCHES);
  for (const [path, promise] of taken) {
    const { json } = await get(address + path);
    expect(json, path).to.deep.equal(promise);
  }
}

function openAttacker(address: string, path: string, type: string, sent: number): Attacker {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (bytes) => (answer += bytes.toString('latin1')));
  // The gateway may end the connection while there is more to send.
  socket.on('error', () => undefined);
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: ${type}\r\ncontent-length: ${sent + 1}\r\n\r\n`,
  );
  socket.write(Buffer.alloc(sent, ' '));
  return { socket, answer: () => answer };
}

/** The most memory that a process has had (Linux). */
async function peakBytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return kilobytes === undefined ? undefined : 1024 * Number(kilobytes);
}
