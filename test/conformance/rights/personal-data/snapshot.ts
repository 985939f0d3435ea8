import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findFabricBinaries } from '@quancheng/network';
import type { RightsBackend } from '../support/rights-backend.js';

/** Has the first organisation’s peer write a snapshot of its channel as it is, with Fabric’s own command. */
export async function takeSnapshot({ network, directory }: RightsBackend): Promise<void> {
  const [organisation] = network.topology.organisations;
  const folder = join(directory, 'organisations', organisation!.name);
  const peer = join(folder, 'peers', organisation!.peers[0]!.name);
  const administrator = join(folder, 'users', 'administrator');
  const { address } = network.gateways.find(({ mspId }) => mspId === organisation!.mspId)!;
  const env = {
    PATH: process.env['PATH'],
    FABRIC_CFG_PATH: peer,
    FABRIC_LOGGING_SPEC: 'error',
    CORE_PEER_LOCALMSPID: organisation!.mspId,
    CORE_PEER_MSPCONFIGPATH: administrator,
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_CLIENTAUTHREQUIRED: 'true',
    CORE_PEER_TLS_CLIENTCERT_FILE: join(administrator, 'tls', 'client.crt'),
    CORE_PEER_TLS_CLIENTKEY_FILE: join(administrator, 'tls', 'client.key'),
  };
  const { channel } = network.topology;
  const where = ['--peerAddress', address, '--tlsRootCertFile', join(peer, 'tls', 'ca.crt')];
  const words = ['snapshot', 'submitrequest', '--channelID', channel, '--blockNumber', '0', ...where];
  await promisify(execFile)(findFabricBinaries()!.peer, words, { cwd: peer, env });
  const completed = join(peer, 'data', 'snapshots', 'completed', channel);
  for (let attempt = 0; (await readdir(completed).catch(() => [])).length === 0; attempt += 1) {
    if (attempt > 300) throw new Error(`no snapshot came to be in ${completed}`);
    await delay(100);
  }
}
