import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { QuanchengError } from '@quancheng/protocol';
import type { MemberReader, ReadBatch } from './member-reader.js';
import type { ReadRequest, ReadResponse } from './worker-messages.js';

interface Job {
  readonly request: ReadRequest;
  resolve(result: ReadBatch): void;
  reject(error: unknown): void;
}

/** One core is left to the log and the server. */
const WORKERS = Math.max(1, availableParallelism() - 1);

/** A reader on worker threads, each begun when it is first needed. Batches are taken in the order in which they came. */
export function newWorkerMemberReader(size = WORKERS): MemberReader {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const running = new Map<Worker, Job>();
  let isClosed = false;

  function dispatch(): void {
    while (waiting.length > 0) {
      const worker = idle.pop() ?? (running.size < size ? begin() : undefined);
      if (worker === undefined) return;
      const job = waiting.shift();
      if (job === undefined) return;
      running.set(worker, job);
      worker.postMessage(job.request, [job.request.body.buffer]);
    }
  }

  function begin(): Worker {
    const worker = new Worker(new URL('./member-worker.js', import.meta.url));
    worker.on('message', (response: ReadResponse) => settle(worker, (job) => answer(job, response)));
    worker.on('error', (cause) => drop(worker, cause));
    worker.on('exit', () => drop(worker, undefined));
    return worker;
  }

  function settle(worker: Worker, end: (job: Job) => void): void {
    const job = running.get(worker);
    running.delete(worker);
    idle.push(worker);
    if (job !== undefined) end(job);
    dispatch();
  }

  /** A worker that fails takes its batch with it; nothing of it was appended. */
  function drop(worker: Worker, cause: unknown): void {
    const job = running.get(worker);
    running.delete(worker);
    if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    job?.reject(new QuanchengError('GATEWAY_FAILED', 'the reader of batches has failed', { cause }));
    if (!isClosed) dispatch();
  }

  return {
    read: (membersOf, body) =>
      new Promise((resolve, reject) => {
        waiting.push({ request: { membersOf, body }, resolve, reject });
        dispatch();
      }),
    async close() {
      isClosed = true;
      const error = new QuanchengError('GATEWAY_STOPPING', 'the gateway is being stopped');
      for (const job of waiting.splice(0)) job.reject(error);
      await Promise.all([...idle, ...running.keys()].map((worker) => worker.terminate()));
    },
  };
}

function answer(job: Job, response: ReadResponse): void {
  if ('code' in response) job.reject(new QuanchengError(response.code, response.detail));
  else job.resolve(response);
}
