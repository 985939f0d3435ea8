import { readOutcomes } from '@quancheng/domain';
import '../../chaincode/support/quiet-shim.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contracts } from '@quancheng/chaincode';
import { connectLedger, type Ledger, type LedgerConnection } from '@quancheng/ledger';
import {
  defaultTopology,
  openEmbeddedNode,
  type EmbeddedNode,
  type EmbeddedNodeOptions,
  type MspDefinition,
} from '@quancheng/network';
import {
  envelopeList,
  envelopeText,
  newCommand,
  type CommandOptions,
} from '../../chaincode/support/statements.js';
import { newGenesis, newMember } from '../../chaincode/support/test-genesis.js';

const HOUR = 3_600_000;

/** A bootstrapped ledger with the project's contract; every organisation endorses. */
export interface BootstrappedLedger {
  readonly ledger: Ledger;
  readonly connection: LedgerConnection;
  /** MSP id and operator of every organisation, sorted by MSP id. */
  readonly organisations: readonly (readonly [mspId: string, operator: string])[];
  /** By which others recognise them. */
  readonly definitions: readonly MspDefinition[];
  /** Gives commands, in force now; fails unless all are done. */
  order(...commands: readonly CommandOptions[]): Promise<void>;
  close(): Promise<void>;
}

/** One on the embedded node. */
export interface LedgerWorld extends BootstrappedLedger {
  readonly node: EmbeddedNode;
  /** Stops the node; the ledger's clients see it go away. */
  stop(): Promise<void>;
  /** Opens it again at the same address. */
  resume(): Promise<void>;
}

export async function openLedgerWorld(
  tickPeriod = 1,
  blockCutting?: EmbeddedNodeOptions['blockCutting'],
): Promise<LedgerWorld> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'quancheng-ledger-'));
  const open = (port?: number): Promise<EmbeddedNode> =>
    openEmbeddedNode({
      dataDirectory,
      topology: defaultTopology,
      chaincode: { contracts: () => [...contracts], version: '1.0.0' },
      ...(port === undefined ? {} : { port }),
      ...(blockCutting === undefined ? {} : { blockCutting }),
    });
  let node = await open();
  const port = Number(node.endpoint.split(':').at(-1));
  const accesses = Object.values(node.organisations);
  const mspIds = accesses.map(({ mspId }) => mspId).sort();
  const bootstrapped = await bootstrapLedger(
    connectionOf(node, mspIds),
    accesses.map(({ mspId, name }) => [mspId, name] as const),
    accesses.map(({ definition }) => definition),
    tickPeriod,
  );
  return {
    ...bootstrapped,
    get node() {
      return node;
    },
    stop: () => node.close(),
    async resume() {
      node = await open(port);
    },
    async close() {
      await bootstrapped.close();
      await node.close();
      await rm(dataDirectory, { recursive: true });
    },
  };
}

/** Connects to an empty channel and bootstraps it. Closing it closes the connection only. */
export async function bootstrapLedger(
  connection: LedgerConnection,
  members: BootstrappedLedger['organisations'],
  definitions: readonly MspDefinition[],
  tickPeriod: number,
): Promise<BootstrappedLedger> {
  const organisations = [...members].sort(([left], [right]) => (left < right ? -1 : 1));
  const ledger = connectLedger(connection);
  await bootstrap(ledger, connection, organisations, tickPeriod);
  return {
    ledger,
    connection,
    organisations,
    definitions,
    async order(...commands) {
      const envelopes = commands.map((each) =>
        newCommand({ ...each, issued: timeIn(0), expires: timeIn(HOUR) }),
      );
      const { result } = await ledger.submit('execute', [envelopeList(envelopes)], { atTick: true });
      const failed = readOutcomes(result).find(({ outcome }) => outcome !== 'done');
      if (failed !== undefined) throw new Error(`not done: ${JSON.stringify(failed)}`);
    },
    close() {
      ledger.close();
      return Promise.resolve();
    },
  };
}

function connectionOf(node: EmbeddedNode, endorsingOrganisations: readonly string[]): LedgerConnection {
  const [first] = Object.values(node.organisations);
  return {
    endpoint: node.endpoint,
    tlsRootCertificate: node.tlsRootCertificate,
    tlsServerName: node.tlsServerName,
    mspId: first!.mspId,
    certificate: first!.client.certificate,
    privateKey: first!.client.privateKey,
    channel: node.channel,
    chaincode: node.chaincode.name,
    endorsingOrganisations,
    deadlines: { patience: 1_000 },
  };
}

async function bootstrap(
  ledger: Ledger,
  { channel, chaincode }: LedgerConnection,
  organisations: LedgerWorld['organisations'],
  tickPeriod: number,
): Promise<void> {
  const members = organisations.map(([mspId, name]) => newMember(mspId, name));
  const genesis = newGenesis({ members, change: { channel, chaincode, tickPeriod, issued: timeIn(0) } });
  await ledger.submit('bootstrap', [envelopeText(genesis)], {
    endorsingOrganisations: organisations.map(([mspId]) => mspId),
  });
}

/** Fabric's endorsers hold a proposal's time against their clocks, so tests run in real time. */
export function timeIn(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}
