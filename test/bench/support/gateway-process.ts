import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Signer } from '@quancheng/protocol';
import { type KeyFile, openKey, readKeyFile, writeKeyFile } from '@quancheng/sdk/node';
import { startPlatform } from '../../cli/support/platform.js';
import type { BenchDepositor } from './batch-maker.js';

/** `quancheng start` in a process and a folder of its own: the ledger and the gateway that users get. */
export interface GatewayProcess {
  readonly url: string;
  readonly home: string;
  readonly depositor: BenchDepositor;
  readonly pid: number;
  /** Ends the process and starts it again in the same folder. @returns milliseconds from the start until it listens */
  restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<number>;
  close(): Promise<void>;
}

/** The depositor's key, where it is not to be the one that the demonstration makes itself. */
export interface DepositorKey {
  readonly file: KeyFile;
  readonly signer: Signer;
}

/** @param options further arguments of `quancheng start` */
export async function startGatewayProcess(
  options: readonly string[] = [],
  key?: DepositorKey,
): Promise<GatewayProcess> {
  const home = await mkdtemp(join(tmpdir(), 'quancheng-bench-'));
  const keyPath = join(home, 'keys', 'demo-agency.json');
  if (key !== undefined) {
    await mkdir(join(home, 'keys'), { mode: 0o700 });
    await writeKeyFile(keyPath, key.file);
  }
  let platform = await startPlatform({ home }, '0', options);
  const { address } = platform;
  const { ledger } = (await (await fetch(`${address}/v1/ledger`)).json()) as { ledger: string };
  const signer = key?.signer ?? (await openPlainKey(keyPath));
  return {
    get url() {
      return platform.address;
    },
    home,
    get pid() {
      return platform.child.pid ?? 0;
    },
    depositor: { ledger, signer, participant: '11370100DEMAGC0014', recipient: '91370100DEMBNK001F' },
    async restart(signal) {
      await platform.stop(signal);
      const start = performance.now();
      platform = await startPlatform({ home }, '0', options);
      return performance.now() - start;
    },
    async close() {
      await platform.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function openPlainKey(path: string): Promise<Signer> {
  return openKey(await readKeyFile(path), () => Promise.reject(new Error('the demonstration key is plain')));
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
