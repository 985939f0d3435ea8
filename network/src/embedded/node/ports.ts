import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Ports to listen on: those asked for; where 0 is asked, those of last time if still free, otherwise any free ones. */
export async function choosePorts(
  host: string,
  wanted: readonly number[],
  previous: readonly number[] = [],
): Promise<number[]> {
  const chosen: number[] = [];
  for (const [index, port] of wanted.entries()) {
    const last = previous[index];
    chosen.push(port !== 0 ? port : ((await tryPort(host, last ?? 0)) ?? (await findFreePort(host))));
  }
  return chosen;
}

async function findFreePort(host: string): Promise<number> {
  for (;;) {
    const port = await tryPort(host, 0);
    if (port !== undefined) {
      return port;
    }
  }
}

/** The port, or with 0 any, if it was free a moment ago. */
async function tryPort(host: string, port: number): Promise<number | undefined> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch {
    return undefined;
  }
  const { port: found } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return found;
}
