import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a liar answers: bytes, a status, or undefined for the truth. */
export type Lie = (path: string) => Uint8Array | string | number | undefined;

/** Stands before a real gateway, and lies where it is told to. */
export interface LyingGateway {
  readonly address: string;
  /** Asked with path and query. */
  lie: Lie;
  tellTruth(): void;
  close(): Promise<void>;
}

/** @param real the gateway's address, asked at each request: it may be started again elsewhere */
export async function openLyingGateway(real: () => string): Promise<LyingGateway> {
  const honest: Lie = () => undefined;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const lie = gateway.lie(path);
    if (typeof lie === 'number') response.writeHead(lie).end();
    else if (lie !== undefined) response.writeHead(200).end(lie);
    else void passOn(`${real()}${path}`, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const gateway: LyingGateway = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lie: honest,
    tellTruth() {
      gateway.lie = honest;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return gateway;
}

async function passOn(url: string, response: ServerResponse): Promise<void> {
  try {
    const answer = await fetch(url);
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(body);
  } catch {
    response.destroy();
  }
}
