import { connect, createServer, type Socket } from 'node:net';

/** A TCP relay in front of a server, whose connections a test can cut. */
export interface CuttableProxy {
  /** host:port */
  readonly endpoint: string;
  /** Ends all connections that there are; new ones are relayed again. */
  cut(): void;
  close(): Promise<void>;
}

export async function openCuttableProxy(target: string): Promise<CuttableProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const [host, port] = target.split(':');
  const server = createServer((client) => {
    const upstream = keep(connect(Number(port), host));
    keep(client).pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as { port: number };
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    endpoint: `127.0.0.1:${own}`,
    cut,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  };
}
