import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerConnection } from '@quancheng/ledger';
import { writeKeyFile } from '@quancheng/sdk/node';
import { startListening, type Platform } from '../../cli/support/platform.js';
import { testSeed, testSigner } from '../../support/evidence/test-keys.js';
import { freePort } from '../../support/free-port.js';

/** `quancheng gateway start` as its operator runs it: a process of its own, which can be killed. */
export interface GatewayProcess {
  /** Stays the same over restarts. */
  readonly address: string;
  readonly running: Platform;
  /** kill -9 */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export interface ProcessOptions {
  readonly connection: LedgerConnection;
  readonly trustRoot: Uint8Array;
  readonly origin: string;
  /** Name of the test key that signs for the log. */
  readonly logKey: string;
}

export async function startGatewayProcess(options: ProcessOptions): Promise<GatewayProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'quancheng-gateway-process-'));
  const port = await freePort();
  await writeConfiguration(folder, port, options);
  const words = ['gateway', 'start', '--config', join(folder, 'gateway.json')];
  const start = () => startListening(words, { home: folder, folder });
  let running = await start();
  return {
    address: `http://127.0.0.1:${port}`,
    get running() {
      return running;
    },
    async kill() {
      await running.stop('SIGKILL');
    },
    async start() {
      running = await start();
    },
    async remove() {
      await running.stop('SIGKILL');
      await rm(folder, { recursive: true });
    },
  };
}

async function writeConfiguration(
  folder: string,
  port: number,
  { connection, trustRoot, origin, logKey }: ProcessOptions,
): Promise<void> {
  const put = async (name: string, text: string | Uint8Array): Promise<string> => {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    return name;
  };
  const { endpoint, tlsServerName, mspId, channel, chaincode, endorsingOrganisations, tlsClient } =
    connection;
  const { publicKey } = testSigner(logKey, 'ed25519');
  const secret = { form: 'plain' as const, seed: testSeed(logKey, 'ed25519') };
  await writeKeyFile(join(folder, 'log.json'), { publicKey, secret });
  const configuration = {
    ...{ endpoint, tlsServerName, mspId, channel, chaincode, endorsingOrganisations, origin, port },
    tlsRootCertificate: await put('ca.pem', connection.tlsRootCertificate),
    certificate: await put('client.pem', connection.certificate),
    privateKey: await put('client-key.pem', connection.privateKey),
    ...(tlsClient === undefined
      ? {}
      : {
          tlsCertificate: await put('tls.pem', tlsClient.certificate),
          tlsPrivateKey: await put('tls-key.pem', tlsClient.privateKey),
        }),
    trustRoot: await put('trust-root.json', trustRoot),
    logKey: 'log.json',
    directory: 'data',
    openRecords: true,
  };
  await put('gateway.json', JSON.stringify(configuration));
}
