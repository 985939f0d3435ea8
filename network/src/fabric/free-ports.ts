import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range from which Linux and macOS draw the local ends of outgoing connections: a port that is free now is
// then not taken by chance before its server starts.
const first = 20000;
const end = 32000;
const attempts = 200;

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Finds that many different ports that nobody listens on at 127.0.0.1, none of them in `taken`. */
export async function findFreePorts(count: number, taken: Iterable<number> = []): Promise<number[]> {
  const refused = new Set(taken);
  const found: number[] = [];
  for (let attempt = 0; found.length < count; attempt++) {
    if (attempt >= attempts + count) {
      throw new Error(`found only ${found.length} of ${count} free ports between ${first} and ${end}`);
    }
    const port = randomInt(first, end);
    if (!refused.has(port) && (await isFree(port))) {
      found.push(port);
    }
    refused.add(port);
  }
  return found;
}
