import { createServer } from 'node:net';
import { QuanchengError } from '@quancheng/protocol';

/**
 * Tries to listen, so that a busy port is told before anything is opened.
 * @throws PORT_BUSY, OPTION_INVALID
 */
export async function assertPortFree(port: number, host: string): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (cause) {
    throw portError(cause, port) ?? cause;
  } finally {
    server.close();
  }
}

/** What the system's refusal to listen means. */
export function portError(cause: unknown, port: number): QuanchengError | undefined {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'EADDRINUSE') return new QuanchengError('PORT_BUSY', `port ${port}`, { cause });
  if (code === 'EACCES')
    return new QuanchengError('OPTION_INVALID', `port ${port} needs more rights`, { cause });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new QuanchengError('OPTION_INVALID', 'this machine does not have the address given as HOST', {
      cause,
    });
  }
  return undefined;
}
