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
} from '@quancheng/network';
import {
  envelopeList,
  envelopeText,
  newCommand,
  type CommandOptions,
} from '../../chaincode/support/statements.js';
import { newGenesis, newMember } from '../../chaincode/support/test-genesis.js';
import type { Outcome } from '../../chaincode/support/test-world.js';

const HOUR = 3_600_000;

/** A real ledger: the embedded node with the project's contract, bootstrapped; every organisation endorses. */
export interface LedgerWorld {
  readonly ledger: Ledger;
  readonly node: EmbeddedNode;
  readonly connection: LedgerConnection;
  /** MSP id and operator of every organisation, sorted by MSP id. */
  readonly organisations: readonly (readonly [mspId: string, operator: string])[];
  /** Gives commands, in force now; fails unless all are done. */
  order(...commands: readonly CommandOptions[]): Promise<void>;
  /** Stops the node; the ledger's clients see it go away. */
  stop(): Promise<void>;
  /** Opens it again at the same address. */
  resume(): Promise<void>;
  close(): Promise<void>;
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
  const organisations = Object.values(node.organisations)
    .map(({ mspId, name }) => [mspId, name] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const connection = connectionOf(
    node,
    organisations.map(([mspId]) => mspId),
  );
  const ledger = connectLedger(connection);
  await bootstrap(ledger, connection, organisations, tickPeriod);
  return {
    ledger,
    get node() {
      return node;
    },
    connection,
    organisations,
    async order(...commands) {
      const envelopes = commands.map((each) =>
        newCommand({ ...each, issued: timeIn(0), expires: timeIn(HOUR) }),
      );
      const { result } = await ledger.submit('execute', [envelopeList(envelopes)], { atTick: true });
      const failed = (JSON.parse(result) as Outcome[]).find(({ outcome }) => outcome !== 'done');
      if (failed !== undefined) throw new Error(`not done: ${JSON.stringify(failed)}`);
    },
    stop: () => node.close(),
    async resume() {
      node = await open(port);
    },
    async close() {
      ledger.close();
      await node.close();
      await rm(dataDirectory, { recursive: true });
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
