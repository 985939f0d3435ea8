import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EmbeddedNode } from '@quancheng/network';

export type SpawnedNode = Pick<
  EmbeddedNode,
  'endpoint' | 'tlsRootCertificate' | 'tlsServerName' | 'organisations'
> & { readonly error?: string; readonly process: ChildProcess };

/** Starts a node in its own process and waits until it listens or has failed. */
export async function spawnNode(
  directory: string,
  {
    script = 'node-process.js',
    environment = {},
  }: { script?: string; environment?: Record<string, string> } = {},
): Promise<SpawnedNode> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [path, directory], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  // Whatever becomes of a test, its node must not outlive it.
  process.once('exit', () => child.kill('SIGKILL'));
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`the node's process ended with ${String(code)} before it listened`);
  });
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line') as Promise<[string]>,
    exited,
  ]);
  exited.catch(() => undefined);
  return { ...(JSON.parse(line) as SpawnedNode), process: child };
}

/** Ends the process at once, as a power cut would. */
export async function kill({ process: child }: SpawnedNode): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
