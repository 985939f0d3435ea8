import { AnswerReader } from './answer-reader.js';
import type { LoadResult } from './load.js';
import { RequestConnection } from './request-connection.js';

export interface SingleLoad {
  readonly url: string;
  readonly seconds: number;
  readonly connections: number;
  /** Signed beforehand, each is sent once. The run ends early when none is left. */
  readonly records: readonly PreparedRecord[];
}

/** A signed record before the clock runs. */
export interface PreparedRecord {
  readonly id: string;
  readonly envelope: Buffer;
}

/** A record and what was answered, for a look at it after the clock has stopped. */
export interface AnsweredRecord {
  readonly record: PreparedRecord;
  readonly answer: string;
}

/** One answer in so many is kept. */
const SAMPLED = 500;

/**
 * Sends one record a request, one request after the other on each of some connections (closed loop), and reads every
 * answer to its end: it must be a 201 that names the record. On plain sockets, because the client shares the machine
 * with the server, and node's own client needs several times the processor time for a request.
 */
export async function runSingles(
  load: SingleLoad,
): Promise<LoadResult & { readonly samples: readonly AnsweredRecord[] }> {
  const { host } = new URL(load.url);
  const head = `POST /v1/records HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: `;
  const requests = load.records.map(({ envelope }) =>
    Buffer.concat([Buffer.from(`${head}${envelope.length}\r\n\r\n`), envelope]),
  );
  const latencies: number[] = [];
  const samples: AnsweredRecord[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  const places = requests.keys();
  const isOver = (): boolean => performance.now() - started >= load.seconds * 1_000;

  const run = async (): Promise<void> => {
    const connection = await RequestConnection.open(load.url, new AnswerReader());
    for (const place of places) {
      const record = load.records[place];
      const request = requests[place];
      if (record === undefined || request === undefined || isOver()) break;
      const sent = performance.now();
      const { status, body } = await connection.ask(request);
      latencies.push(performance.now() - sent);
      if (status !== 201 || !body.includes(`"id":"${record.id}"`))
        throw new Error(`${status}: ${body.toString()}`);
      if (place % SAMPLED === 0) samples.push({ record, answer: body.toString() });
    }
    connection.close();
  };

  await Promise.all(Array.from({ length: load.connections }, run));
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { records: latencies.length, seconds, latencies, clientCpu: (user + system) / 1e6, samples };
}
