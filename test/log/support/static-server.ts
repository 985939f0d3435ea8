import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A web server that knows nothing but files. */
export interface StaticServer {
  readonly url: string;
  close(): void;
}

/** @param read a file's bytes by its path without a slash before it, or undefined */
export async function serveFiles(
  read: (path: string) => Promise<Buffer | undefined> | Buffer | undefined,
): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    void Promise.resolve(read(path)).then((bytes) =>
      bytes === undefined ? response.writeHead(404).end() : response.end(bytes),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** Serves a folder as any static server would. */
export function serveFolder(directory: string): Promise<StaticServer> {
  return serveFiles((path) => readFile(join(directory, path)).catch(() => undefined));
}
