import { availableParallelism } from 'node:os';
import { Worker, type Transferable } from 'node:worker_threads';
import { QuanchengError } from '@quancheng/protocol';

/** Work on other threads: each request is answered by one worker, in the order in which they came. */
export interface WorkerPool<Request, Response> {
  /** How many requests are waiting for a worker. */
  readonly waiting: number;
  /**
   * @param transfer memory that is given to the worker instead of being copied
   * @throws GATEWAY_FAILED if the worker ends; GATEWAY_STOPPING once the pool is closed
   */
  run(request: Request, transfer?: readonly Transferable[]): Promise<Response>;
  close(): Promise<void>;
}

interface Job<Request, Response> {
  readonly request: Request;
  readonly transfer: readonly Transferable[];
  resolve(response: Response): void;
  reject(error: unknown): void;
}

/** One core is left to the log and the server. */
export const SPARE_CORES = Math.max(1, availableParallelism() - 1);

/**
 * @param script answers each message with one message; workers begin when they are first needed
 * @param workerData what every worker is given once, when it begins
 */
export function newWorkerPool<Request, Response>(
  script: URL,
  size: number,
  workerData?: unknown,
): WorkerPool<Request, Response> {
  const waiting: Job<Request, Response>[] = [];
  const idle: Worker[] = [];
  const running = new Map<Worker, Job<Request, Response>>();
  let isClosed = false;

  function dispatch(): void {
    while (waiting.length > 0 && (idle.length > 0 || running.size < size)) {
      const job = waiting.shift();
      if (job === undefined) return;
      const worker = idle.pop() ?? begin();
      running.set(worker, job);
      worker.ref();
      worker.postMessage(job.request, job.transfer);
    }
  }

  function begin(): Worker {
    const worker = new Worker(script, { workerData });
    worker.on('message', (response: Response) => {
      const job = running.get(worker);
      running.delete(worker);
      idle.push(worker);
      // An idle worker does not keep the process alive.
      worker.unref();
      job?.resolve(response);
      dispatch();
    });
    worker.on('error', (cause) => drop(worker, cause));
    worker.on('exit', () => drop(worker, undefined));
    return worker;
  }

  /** A worker that ends takes its request with it. */
  function drop(worker: Worker, cause: unknown): void {
    const job = running.get(worker);
    running.delete(worker);
    if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    job?.reject(
      isClosed ? stopping() : new QuanchengError('GATEWAY_FAILED', 'a worker thread has ended', { cause }),
    );
    if (!isClosed) dispatch();
  }

  return {
    get waiting() {
      return waiting.length;
    },
    run: (request, transfer = []) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw stopping();
        waiting.push({ request, transfer, resolve, reject });
        dispatch();
      }),
    async close() {
      isClosed = true;
      for (const job of waiting.splice(0)) job.reject(stopping());
      await Promise.all([...idle, ...running.keys()].map((worker) => worker.terminate()));
    },
  };
}

function stopping(): QuanchengError {
  return new QuanchengError('GATEWAY_STOPPING', 'the gateway is being stopped');
}
