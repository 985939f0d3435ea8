import { readOutcomes } from '@quancheng/domain';
import './support/quiet-shim.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QuanchengContract } from '@quancheng/chaincode';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import { defaultTopology, type EmbeddedNode, openEmbeddedNode } from '@quancheng/network';
import { verifyEndorsedRead, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { newFlowTrustRoot } from '../conformance/support/flow-trust-root.js';
import { bootstrapLedger, timeIn } from '../gateway/support/ledger-world.js';
import { NextContract } from './support/next-contract.js';
import { envelopeList, LEDGER, newCommand } from './support/statements.js';
import { newMember } from './support/test-genesis.js';

const contracts = { '1.0.0': QuanchengContract, '1.1.0': NextContract } as const;
type Version = keyof typeof contracts;

describe('an upgrade of the chaincode on the embedded node', function () {
  this.timeout(60_000);
  let dataDirectory: string;
  let node: EmbeddedNode | undefined;
  let ledger: Ledger | undefined;

  before(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'quancheng-embedded-upgrade-'));
  });

  after(async () => {
    await close();
    await rm(dataDirectory, { recursive: true });
  });

  it('is a start with the new version: its definition follows the old one, and the ledger goes on', async () => {
    await open('1.0.0', true);
    expect(await endorsedBy('1.0.0')).to.include({ stateVersion: 1 });
    await open('1.1.0');
    expect(await endorsedBy('1.1.0')).to.include({ stateVersion: 1 });
    expect(node!.chaincode.version).to.equal('1.1.0');
  });

  it('lets the state’s version be raised, after which the old version refuses', async () => {
    const [outcome] = readOutcomes(await order());
    expect(outcome).to.include({ outcome: 'done' });
    await open('1.0.0');
    const error: unknown = await ledger!.read(['ledger']).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'STATE_VERSION_UNSUPPORTED');
    await open('1.1.0');
    expect((await ledger!.read(['ledger'])).values.get('ledger')).to.have.property('stateVersion', 2);
  });

  async function close(): Promise<void> {
    ledger?.close();
    await node?.close();
  }

  async function open(version: Version, isNew = false): Promise<void> {
    await close();
    const chaincode = { contracts: () => [contracts[version]], version };
    node = await openEmbeddedNode({ dataDirectory, topology: defaultTopology, chaincode });
    const connection = connectionOf(node);
    if (isNew) {
      const { definitions } = describeMembers(node);
      ({ ledger } = await bootstrapLedger(connection, operators, definitions, 1));
    } else {
      ledger = connectLedger(connection);
    }
  }

  async function endorsedBy(version: Version) {
    const { channel, chaincode } = node!;
    const flow = { channel, chaincode: chaincode.name, organisations: operators };
    const root = newFlowTrustRoot(flow, [version], describeMembers(node!).definitions);
    const { payload } = await ledger!.endorsedRead(['ledger']);
    return verifyEndorsedRead(payload, verifyTrustRoot(root));
  }

  async function order(): Promise<string> {
    const command = newCommand({
      action: 'ledger.upgrade',
      target: LEDGER,
      expectedVersion: 1,
      body: { stateVersion: 2 },
      parties: operators.slice(0, 2).map(([mspId, operator]) => newMember(mspId, operator).administrator),
      issued: timeIn(0),
      expires: timeIn(60_000),
    });
    return (await ledger!.submit('execute', [envelopeList([command])], { atTick: true })).result;
  }
});

/** Sorted by MSP id. */
const operators = defaultTopology.organisations
  .map(({ mspId, operator }) => [mspId, operator] as const)
  .toSorted(([left], [right]) => (left < right ? -1 : 1));

function describeMembers(node: EmbeddedNode) {
  const accesses = Object.values(node.organisations);
  return { first: accesses[0]!, definitions: accesses.map(({ definition }) => definition) };
}

function connectionOf(node: EmbeddedNode) {
  const { mspId, client } = describeMembers(node).first;
  return {
    endpoint: node.endpoint,
    tlsRootCertificate: node.tlsRootCertificate,
    tlsServerName: node.tlsServerName,
    mspId,
    certificate: client.certificate,
    privateKey: client.privateKey,
    channel: node.channel,
    chaincode: node.chaincode.name,
    endorsingOrganisations: operators.map(([each]) => each),
  };
}
