import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openKey, readKeyFile } from '@quancheng/sdk/node';
import type { BenchDepositor } from './batch-maker.js';

/** `quancheng start` in a process and a folder of its own: the ledger and the gateway that users get. */
export interface GatewayProcess {
  readonly url: string;
  readonly home: string;
  readonly depositor: BenchDepositor;
  readonly pid: number;
  close(): Promise<void>;
}

const command = fileURLToPath(new URL('../../../../cli/bin/quancheng.js', import.meta.url));

/** @param options further arguments of `quancheng start` */
export async function startGatewayProcess(options: readonly string[] = []): Promise<GatewayProcess> {
  const home = await mkdtemp(join(tmpdir(), 'quancheng-bench-'));
  const child = spawn(process.execPath, [command, 'start', ...options], {
    env: { ...process.env, QUANCHENG_HOME: home, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await listeningAddress(child);
  const { ledger } = (await (await fetch(`${url}/v1/ledger`)).json()) as { ledger: string };
  const signer = await openKey(await readKeyFile(join(home, 'keys', 'demo-agency.json')), () =>
    Promise.reject(new Error('the demonstration key is plain')),
  );
  return {
    url,
    home,
    pid: child.pid ?? 0,
    depositor: { ledger, signer, participant: '11370100DEMAGC0014', recipient: '91370100DEMBNK001F' },
    async close() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Resident memory of a process in bytes (Linux), or undefined. */
export async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

async function listeningAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Listening .*?(http:\/\/\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      child.stdout.resume();
      return address;
    }
  }
  throw new Error('quancheng start ended before it listened; its messages stand above');
}
