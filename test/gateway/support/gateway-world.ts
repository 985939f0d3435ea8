import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway, type GatewayConfiguration, type RunningGateway } from '@quancheng/gateway';
import {
  emptyRoot,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  newNoteSigner,
  type NoteSigner,
  signNote,
} from '@quancheng/protocol';
import { newFlowTrustRoot } from '../../conformance/support/flow-trust-root.js';
import { operator, OPERATOR, AGENCY, registration } from '../../chaincode/support/test-world.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import { openLedgerWorld, type BootstrappedLedger, type LedgerWorld } from './ledger-world.js';

export const LOG_ORIGIN = 'log.quancheng.example/main';
export const logKey = testSigner('gateway log', 'ed25519');
export const logNoteSigner = newNoteSigner(LOG_ORIGIN, logKey);

/** Who deposits in these tests: an agency with an Ed25519 key, registered. */
export const depositor = {
  participant: AGENCY,
  role: 'depositor',
  signer: testSigner('gateway depositor', 'ed25519'),
};

/** A running gateway on a real ledger that knows a depositor and the log. */
export interface GatewayWorld<World extends BootstrappedLedger = LedgerWorld> {
  readonly ledgerWorld: World;
  readonly directory: string;
  readonly configuration: GatewayConfiguration;
  gateway: RunningGateway;
  /** @param change of the configuration */
  restart(change?: Partial<GatewayConfiguration>): Promise<void>;
  close(): Promise<void>;
}

export async function openGatewayWorld(change: Partial<GatewayConfiguration> = {}): Promise<GatewayWorld> {
  return openGatewayOn(await openLedgerWorld(), change);
}

/** The same on a bootstrapped ledger of any kind. */
export async function openGatewayOn<World extends BootstrappedLedger>(
  ledgerWorld: World,
  change: Partial<GatewayConfiguration> = {},
): Promise<GatewayWorld<World>> {
  const directory = await mkdtemp(join(tmpdir(), 'quancheng-gateway-'));
  await ledgerWorld.order(
    registration(OPERATOR, operator.signer, { type: 'enterprise', roles: ['log-operator'] }),
    registration(AGENCY, depositor.signer),
    registerLog(),
  );
  const configuration: GatewayConfiguration = {
    directory,
    origin: LOG_ORIGIN,
    logKey,
    trustRoot: trustRootOf(ledgerWorld),
    ledger: ledgerWorld.ledger,
    port: 0,
    host: '127.0.0.1',
    pace: { linger: 20, interval: 100, retry: 100 },
    openRecords: true,
    ...change,
  };
  const world: GatewayWorld<World> = {
    ledgerWorld,
    directory,
    configuration,
    gateway: await startGateway(configuration),
    async restart(again = {}) {
      await world.gateway.close();
      world.gateway = await startGateway({ ...configuration, ...again });
    },
    async close() {
      await world.gateway.close();
      await ledgerWorld.close();
      await rm(directory, { recursive: true });
    },
  };
  return world;
}

/** @param witnesses C2SP tlog-policy @param signers of the logs, sorted by origin */
export function trustRootOf(
  { connection, definitions, organisations }: BootstrappedLedger,
  witnesses = '',
  signers: readonly NoteSigner[] = [logNoteSigner],
): Uint8Array {
  const { channel, chaincode } = connection;
  const logs = signers.map(({ key }) => ({
    origin: key.name,
    operator: OPERATOR,
    keys: [{ verifierKey: formatVerifierKey(key), from: 0 }],
  }));
  return newFlowTrustRoot({ channel, chaincode, organisations }, ['1.0.0'], definitions, logs, witnesses);
}

/** The command by which the operator registers a log, by its signed empty tree. */
export function registerLog(signer: NoteSigner = logNoteSigner) {
  const origin = signer.key.name;
  const note = formatNote(signNote(formatCheckpoint({ origin, size: 0, rootHash: emptyRoot }), [signer]));
  return {
    action: 'log.register',
    target: origin,
    expectedVersion: 0,
    body: { verifierKey: formatVerifierKey(signer.key), note },
    parties: [operator],
  };
}
