import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EmbeddedNode, Topology } from '@quancheng/network';
import type { BackEnd } from './back-end.js';

type Place = Pick<
  EmbeddedNode,
  'endpoint' | 'tlsRootCertificate' | 'tlsServerName' | 'organisations' | 'channel' | 'chaincode'
>;

/** The embedded node in a process of its own. */
export async function startEmbedded(
  folder: string,
  topology: Topology,
  chaincodePath: string,
): Promise<BackEnd> {
  const script = fileURLToPath(new URL('embedded-process.js', import.meta.url));
  const options = (process.env['BENCH_NODE_OPTIONS'] ?? '').split(' ').filter((each) => each !== '');
  const command = [...options, script, join(folder, 'embedded'), chaincodePath, JSON.stringify(topology)];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { endpoint, tlsRootCertificate, tlsServerName, organisations, channel, chaincode } = JSON.parse(
    line,
  ) as Place;
  const [first] = Object.values(organisations);
  if (first === undefined) throw new Error('the node has no organisation');
  return {
    name: 'embedded',
    endpoint,
    tlsRootCertificate,
    tlsServerName,
    identity: first.client,
    channel,
    chaincode: chaincode.name,
    processes: () => [child.pid ?? 0],
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
