import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** An open loop: batches are sent at their times, whether or not the ones before were answered. */
export interface OpenLoop {
  readonly url: string;
  readonly recordsPerSecond: number;
  readonly batchSize: number;
  readonly seconds: number;
  /** Makes bodies one after the other, in the same memory: a maker is used again once its body is acknowledged. */
  readonly newBodies: () => () => Buffer;
}

export interface AnchorLatencies {
  /** Milliseconds from a batch's last acknowledged byte until the gateway knew that its anchor is VALID. */
  readonly toAnchor: readonly number[];
  readonly toAcknowledgement: readonly number[];
  /** Records a second that were acknowledged; smaller than asked for if the client or the gateway fell behind. */
  readonly rate: number;
  readonly anchors: number;
  readonly seconds: number;
  /** Cores that this process, the client, used. */
  readonly clientCores: number;
}

interface Acknowledged {
  readonly at: number;
  /** Tree size that covers the batch. */
  readonly size: number;
  readonly waited: number;
}

/** How often the gateway is asked for its newest anchor: so much the latencies may be too large. */
const POLL = 15;

export async function runOpenLoop(load: OpenLoop): Promise<AnchorLatencies> {
  const agent = new Agent({ keepAlive: true });
  const stop = new AbortController();
  const anchored: { readonly at: number; readonly size: number }[] = [];
  const watching = watchAnchors(load.url, agent, anchored, stop.signal);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const interval = (1_000 * load.batchSize) / load.recordsPerSecond;
  const answers: Promise<Acknowledged>[] = [];
  const idle: (() => Buffer)[] = [];
  for (let number = 0; number * interval < load.seconds * 1_000; number += 1) {
    const make = idle.pop() ?? load.newBodies();
    const body = make();
    const wait = start + number * interval - performance.now();
    if (wait > 0) await delay(wait);
    const answer = send(`${load.url}/v1/batches`, body, agent);
    answers.push(answer);
    void answer.then(
      () => idle.push(make),
      () => undefined,
    );
  }
  const acknowledged = await Promise.all(answers);
  const seconds = (Math.max(...acknowledged.map(({ at }) => at)) - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const last = Math.max(...acknowledged.map(({ size }) => size));
  while ((anchored.at(-1)?.size ?? 0) < last) await delay(POLL);
  stop.abort();
  await watching;
  agent.destroy();
  return {
    toAnchor: acknowledged.map(({ at, size }) => {
      const first = anchored.find((each) => each.size >= size);
      return Math.max(0, (first?.at ?? Number.NaN) - at);
    }),
    toAcknowledgement: acknowledged.map(({ waited }) => waited),
    rate: (acknowledged.length * load.batchSize) / seconds,
    anchors: anchored.length,
    seconds,
    clientCores: (user + system) / 1e6 / seconds,
  };
}

async function watchAnchors(
  url: string,
  agent: Agent,
  anchored: { at: number; size: number }[],
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    const { body } = await exchange(`${url}/v1/health`, agent);
    const { anchoring } = JSON.parse(body) as { readonly anchoring: { readonly anchored?: number } };
    const size = anchoring.anchored ?? 0;
    if (size > (anchored.at(-1)?.size ?? 0)) anchored.push({ at: performance.now(), size });
    await delay(POLL);
  }
}

async function send(url: string, body: Buffer, agent: Agent): Promise<Acknowledged> {
  const sent = performance.now();
  for (;;) {
    const answer = await exchange(url, agent, body);
    // An open loop beyond the maximum is told to come back; its wait counts.
    if (answer.status === 429) {
      await delay(100);
      continue;
    }
    if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.body}`);
    const { index, size } = JSON.parse(answer.body) as { readonly index: number; readonly size: number };
    const at = performance.now();
    return { at, size: index + size, waited: at - sent };
  }
}

function exchange(url: string, agent: Agent, body?: Buffer): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers =
      body === undefined
        ? {}
        : { 'content-type': 'application/x-ndjson', 'content-length': String(body.length) };
    const call = request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}
