import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { GatewayConfiguration } from '@quancheng/gateway';

/** What of a gateway's configuration can be told to another process. */
export type ChildSettings = Pick<Partial<GatewayConfiguration>, 'pace' | 'bodyBytes' | 'batchBytes'>;

/** A gateway on a ledger of its own, in a process of its own. */
export interface GatewayChild {
  readonly pid: number;
  /** Starts it, or starts it anew in the same folder. @returns where it listens */
  start(settings: ChildSettings): Promise<string>;
  /** Ends it and takes its ledger down. */
  end(): Promise<void>;
}

export function startGatewayChild(ledger: 'embedded' | 'fabric'): GatewayChild {
  const script = join(import.meta.dirname, 'gateway-child.js');
  const child = spawn(process.execPath, [script, ledger], { stdio: ['pipe', 'pipe', 'inherit'] });
  const input = createInterface({ input: child.stdout });
  const lines = input[Symbol.asyncIterator]() as AsyncIterator<string, undefined>;
  return {
    pid: child.pid ?? 0,
    async start(settings) {
      child.stdin.write(`${JSON.stringify(settings)}\n`);
      for (;;) {
        const { value } = await lines.next();
        if (value === undefined) throw new Error(`the gateway on ${ledger} has ended`);
        if (value.startsWith('http')) return value;
      }
    },
    async end() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'close');
    },
  };
}
