import { setMaxListeners } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { newCommandQueue } from './commands/command-queue.js';
import { buildApp } from './app.js';
import type { GatewayConfiguration } from './gateway-configuration.js';
import { openGateway } from './open-gateway.js';
import { newFoldedSignal } from './projections/folded-signal.js';
import { newSettledTime } from './projections/settled-time.js';
import { newReaderIdentification } from './reading/identify-reader.js';
import { newReaderRegistry } from './reading/reader-registry.js';
import { newReplayGuard } from './reading/replay-guard.js';
import type { TrustRoot } from '@quancheng/verifier';
import { newStandingTasks } from './standing-tasks.js';

/** A gateway that is up. */
export interface RunningGateway {
  /** Where it really listens, e.g. `http://127.0.0.1:8080`. */
  readonly address: string;
  /**
   * Serves a successor of the trust root from now on; its witnesses' policy counts for what they cosign next.
   * @throws TRUST_ROOT_INVALID, TRUST_ROOT_NOT_PINNED unless it is signed as the present one demands
   */
  replaceTrustRoot(envelope: Uint8Array): Promise<TrustRoot>;
  /** Finishes what is under way, anchors what it can, and gives the folder free. Called again it waits, too. */
  close(): Promise<void>;
}

const GRACE = 10_000;

/**
 * Opens the log, begins the standing tasks and listens. Waits while the ledger cannot be reached.
 * @throws LOG_FORK_REFUSED, LOG_LOCKED, LOG_ORIGIN_MISMATCH, TRUST_ROOT_INVALID; the system's EADDRINUSE, EACCES
 */
export async function startGateway(configuration: GatewayConfiguration): Promise<RunningGateway> {
  const { ledger, port, host, grace = GRACE } = configuration;
  const opened = await openGateway(configuration);
  const folded = newFoldedSignal();
  const settled = newSettledTime();
  const tasks = newStandingTasks({ ...opened, ledger, folded, settled }, configuration);
  const stopping = new AbortController();
  // Every stream listens for it.
  setMaxListeners(0, stopping.signal);
  const app = await buildApp(
    {
      ...opened,
      ledger,
      commands: newCommandQueue(ledger),
      folded,
      settled,
      openRecords: configuration.openRecords ?? false,
      templates: configuration.templates ?? [],
      identifyReader: newReaderIdentification(
        newReaderRegistry(ledger, Date.now),
        newReplayGuard(Date.now),
        Date.now,
      ),
      tasks: tasks.reports,
      onAppended: tasks.notify,
      stopping: stopping.signal,
      clock: Date.now,
    },
    configuration,
  );
  const running = tasks.run(app.log);
  const shutDown = async (): Promise<void> => {
    stopping.abort();
    await closeServer(app, grace);
    tasks.stop();
    await running;
    await opened.close();
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= shutDown());
  try {
    return {
      address: await app.listen({ port, host }),
      close,
      async replaceTrustRoot(envelope) {
        const root = await opened.trustRoots.replace(envelope);
        opened.cosigned.follow(root.witnesses);
        return root;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Requests under way get some time; then their connections are ended, unanswered and so unacknowledged. */
async function closeServer(app: FastifyInstance, grace: number): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), grace);
  try {
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}
