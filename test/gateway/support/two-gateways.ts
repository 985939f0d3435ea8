import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway, type GatewayConfiguration, type RunningGateway } from '@quancheng/gateway';
import { connectLedger, type LedgerConnection } from '@quancheng/ledger';
import { newNoteSigner } from '@quancheng/protocol';
import { testSigner } from '../../support/evidence/test-keys.js';
import {
  logNoteSigner,
  openGatewayOn,
  registerLog,
  trustRootOf,
  type GatewayWorld,
} from './gateway-world.js';
import { type BootstrappedLedger } from './ledger-world.js';

export const SECOND_ORIGIN = 'log.quancheng.example/second';
export const SECOND_KEY = 'second gateway log';
const secondLogKey = testSigner(SECOND_KEY, 'ed25519');
export const secondNoteSigner = newNoteSigner(SECOND_ORIGIN, secondLogKey);

/** Two gateways on one ledger, each with a log, a key and a folder of its own, under one trust root. */
export interface TwoGateways<World extends BootstrappedLedger> {
  readonly first: GatewayWorld<World>;
  readonly trustRoot: Uint8Array;
  readonly configuration: GatewayConfiguration;
  second: RunningGateway;
  close(): Promise<void>;
}

/** @param connection by which the second one speaks to the ledger, if not by the first one's */
export async function openTwoGateways<World extends BootstrappedLedger>(
  ledgerWorld: World,
  connection: LedgerConnection = ledgerWorld.connection,
): Promise<TwoGateways<World>> {
  const trustRoot = trustRootOf(ledgerWorld, '', [logNoteSigner, secondNoteSigner]);
  const first = await openGatewayOn(ledgerWorld, { trustRoot });
  await ledgerWorld.order(registerLog(secondNoteSigner));
  const directory = await mkdtemp(join(tmpdir(), 'quancheng-second-'));
  const ledger = connectLedger(connection);
  const configuration = {
    ...first.configuration,
    directory,
    ledger,
    origin: SECOND_ORIGIN,
    logKey: secondLogKey,
  };
  const both: TwoGateways<World> = {
    first,
    trustRoot,
    configuration,
    second: await startGateway(configuration),
    async close() {
      await both.second.close();
      ledger.close();
      await first.close();
      await rm(directory, { recursive: true });
    },
  };
  return both;
}
