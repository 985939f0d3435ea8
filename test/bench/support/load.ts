import { Agent, request } from 'node:http';

/** What a load run saw: times in milliseconds since the performance clock's origin. */
export interface LoadResult {
  readonly records: number;
  readonly seconds: number;
  /** From the first byte sent to the last byte of the acknowledgement, per request. */
  readonly latencies: readonly number[];
  /** CPU seconds of this process, the client, during the run. */
  readonly clientCpu: number;
}

export interface Load {
  readonly url: string;
  readonly contentType: string;
  readonly seconds: number;
  readonly connections: number;
  readonly recordsPerRequest: number;
  /** For each connection: what makes its bodies, of which one is used until it is acknowledged. */
  readonly newBodies: () => () => Buffer;
}

/** Keeps a number of connections busy for some time (closed loop). Every answer must be an acknowledgement. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const latencies: number[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  const deadline = started + load.seconds * 1_000;
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      const make = load.newBodies();
      while (performance.now() < deadline) {
        latencies.push(await post(load, agent, make()));
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  agent.destroy();
  return {
    records: latencies.length * load.recordsPerRequest,
    seconds,
    latencies,
    clientCpu: (user + system) / 1e6,
  };
}

function post({ url, contentType }: Load, agent: Agent, body: Buffer): Promise<number> {
  const sent = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: 'POST', agent, headers: { 'content-type': contentType, 'content-length': body.length } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          if (answer.statusCode === 201) {
            resolve(performance.now() - sent);
          } else {
            reject(new Error(`${answer.statusCode ?? 0}: ${Buffer.concat(chunks).toString()}`));
          }
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
