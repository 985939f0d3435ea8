import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a gateway is away: it does what it was asked to, and its answer is lost; or it never answers at all. */
export type Trouble = 'none' | 'answers are lost' | 'hangs';

/** A stretch of network before a gateway, with trouble on it. */
export interface Stretch {
  readonly address: string;
  trouble: Trouble;
  /** Requests that came, hung ones included. */
  readonly seen: string[];
  close(): Promise<void>;
}

export async function openStretch(gateway: string): Promise<Stretch> {
  const server: Server = createServer((request, response) => {
    stretch.seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    if (stretch.trouble === 'hangs') return;
    const onward = forward(gateway + (request.url ?? ''), {
      method: request.method,
      headers: request.headers,
    });
    onward.on('response', (answer) => {
      if (stretch.trouble === 'answers are lost') {
        answer.resume().on('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stretch: Stretch = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trouble: 'none',
    seen: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return stretch;
}
