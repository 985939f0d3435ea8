import { chmod, rm } from 'node:fs/promises';
import { type Server, type Socket, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { isQuanchengError } from '@quancheng/protocol';

/** What the keeper is asked for: an action and what it applies to, as `restart`, `peer0.notary`. */
export interface ControlRequest {
  readonly action: string;
  readonly target?: string;
}

/** The keeper's answer, one JSON object a line: any number of steps, then how it ended. */
export type ControlAnswer =
  | { readonly step: string }
  | { readonly done: true }
  | { readonly failed: string; readonly code?: string };

export type ControlHandler = (target: string, report: (step: string) => void) => Promise<void>;

export interface ControlServer {
  close(): Promise<void>;
}

type Handlers = Readonly<Record<string, ControlHandler>>;

async function answer(socket: Socket, line: string, handlers: Handlers): Promise<void> {
  const tell = (message: ControlAnswer): void => void socket.write(`${JSON.stringify(message)}\n`);
  try {
    const { action, target = '' } = JSON.parse(line) as ControlRequest;
    const handler = new Map(Object.entries(handlers)).get(action);
    if (handler === undefined) {
      throw new Error(`the keeper of this network does not know “${action}”; restart the network`);
    }
    await handler(target, (step) => tell({ step }));
    tell({ done: true });
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    tell(isQuanchengError(error) ? { failed, code: error.code } : { failed });
  }
  socket.end();
}

/**
 * Takes requests, one a connection and one after the other, at a Unix socket that only its owner may use. Names of nodes
 * pass through it, never programs or keys: what is started is decided here.
 */
export async function serveControl(file: string, handlers: Handlers): Promise<ControlServer> {
  let previous = Promise.resolve();
  const server: Server = createServer((socket) => {
    // The one who asked may go away; what was begun is finished all the same.
    socket.on('error', () => undefined);
    createInterface({ input: socket }).once('line', (line) => {
      previous = previous.then(() => answer(socket, line, handlers));
    });
  });
  await rm(file, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(file, resolve);
  });
  await chmod(file, 0o600);
  server.unref();
  return {
    close: async () => {
      // Whoever still waits for an answer gets one: what was begun fails when the programs are stopped.
      server.close();
      await rm(file, { force: true });
    },
  };
}
