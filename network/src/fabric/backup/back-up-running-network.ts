import { type NetworkRun, startProgram, untilEndorsing } from '../network-run.js';
import { type FabricBackupOptions, type BackupSource, backUpNetwork } from './back-up-network.js';
import type { Manifest } from './manifest.js';

/** Waits until every peer endorses and knows the others: only then may the next one be stopped. */
async function untilComplete(run: NetworkRun): Promise<void> {
  await Promise.all(run.plan.peers.map((peer) => untilEndorsing(run, peer)));
}

/**
 * Backs a network up while it runs. Endorsement goes on (one peer at a time is stopped); ordering pauses once, for as
 * long as the orderers need to stop, to be copied and to start.
 */
export async function backUpRunningNetwork(run: NetworkRun, options: FabricBackupOptions): Promise<Manifest> {
  const { plan, report, group } = run;
  const whileStopped: BackupSource['whileStopped'] = async (kind, nodes, work) => {
    const programs = nodes.map(({ id }) => `${kind}.${id}`);
    await Promise.all(programs.map((name) => group.end(name)));
    try {
      await work();
    } finally {
      await Promise.all(programs.map((name) => startProgram(run, name)));
    }
    await untilComplete(run);
  };
  return await backUpNetwork({ plan, report, whileStopped }, options);
}
