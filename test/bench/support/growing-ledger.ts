import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedNode } from '@quancheng/network';
import type { LedgerMemory } from './growing-ledger-process.js';

export type LedgerAddress = Pick<
  EmbeddedNode,
  'endpoint' | 'tlsRootCertificate' | 'tlsServerName' | 'organisations'
>;

/** A node in a process of its own, so that its memory is its own. */
export interface GrowingLedger {
  readonly address: LedgerAddress;
  readonly pid: number;
  /** From the start of the process until it listens. */
  readonly startMilliseconds: number;
  /** What the process had read from files by then, page cache included. */
  readonly startBytesRead: number;
  memory(): Promise<LedgerMemory>;
  close(): Promise<void>;
}

const script = join(import.meta.dirname, 'growing-ledger-process.js');

export async function startGrowingLedger(directory: string): Promise<GrowingLedger> {
  const start = performance.now();
  const child = fork(script, [directory], { execArgv: ['--expose-gc'], serialization: 'advanced' });
  process.once('exit', () => child.kill('SIGKILL'));
  const address = (await answerOf(child)) as LedgerAddress;
  return {
    address,
    pid: child.pid ?? 0,
    startMilliseconds: performance.now() - start,
    startBytesRead: await bytesRead(child.pid ?? 0),
    async memory() {
      child.send('memory');
      return (await answerOf(child)) as LedgerMemory;
    },
    async close() {
      const exited = once(child, 'exit');
      child.send('close');
      await exited;
    },
  };
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const exited = once(child, 'exit', ended).then(([code]) => {
    throw new Error(`the ledger's process ended with ${String(code)}`);
  });
  try {
    const [answer] = (await Promise.race([once(child, 'message', ended), exited])) as unknown[];
    return answer;
  } finally {
    exited.catch(() => undefined);
    ended.abort();
  }
}

async function bytesRead(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/io`, 'utf8').catch(() => '');
  return Number(/^rchar: (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}
