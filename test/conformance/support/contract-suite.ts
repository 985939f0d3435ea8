import { StatusCode } from '@hyperledger/fabric-gateway';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import { verifyEndorsedRead, verifyTrustRoot, type EndorsedRead } from '@quancheng/verifier';
import { expect } from 'chai';
import { openSession, type Session } from '../transcript/session.js';
import type { ConformanceTarget } from '../transcript/target.js';
import { playContractFlow, type FlowOptions } from './contract-flow.js';
import { committedEverywhere } from './committed-everywhere.js';
import { newFlowTrustRoot } from './flow-trust-root.js';
import { PatientClient } from './patient-client.js';

/** A network with the contract on an empty channel. */
export interface ContractTarget extends ConformanceTarget {
  close(): Promise<void>;
}

export interface VerifiedFlow {
  readonly flow: FlowOptions;
  readonly payload: Uint8Array;
  readonly nonce: string;
  readonly trustRoot: Uint8Array;
  readonly read: EndorsedRead;
}

export interface ContractSuite {
  /** Opens the target; undefined, with a line that says why, to skip the suite. */
  readonly open: () => Promise<ContractTarget | undefined>;
  /** Told what the verifier accepted. */
  readonly onVerified?: (verified: VerifiedFlow) => Promise<void>;
}

/** What the contract must do on every network that speaks Fabric's protocols. */
export function testContract({ open, onVerified }: ContractSuite): void {
  let target: ContractTarget | undefined;
  let ledger: Ledger | undefined;
  let sessions: readonly Session[] = [];
  let client: PatientClient;
  let flow: FlowOptions;

  before(async function () {
    target = await open();
    if (target === undefined) this.skip();
    flow = flowOf(target);
    ledger = connect(target, flow);
    sessions = target.gateways.map(({ mspId }) => openSession(target!, [], { gatewayOf: mspId }));
    client = new PatientClient(sessions, 2);
  });

  after(async () => {
    for (const session of sessions) session.close();
    ledger?.close();
    await target?.close();
  });

  it('goes from genesis to an endorsed read that the verifier accepts', async () => {
    const { version } = target!.topology.chaincode;
    const result = await playContractFlow(ledger!, flow, async (id) => {
      await committedEverywhere(sessions, id);
    });
    expect(result.outcomes.map(({ outcome }) => outcome)).to.deep.equal(['done', 'done']);
    const trustRoot = newFlowTrustRoot(flow, [version], target!.organisations);
    const { payload, nonce } = result;
    const read = verifyEndorsedRead(payload, verifyTrustRoot(trustRoot), { nonce });
    expect(read.answers.map(({ key }) => key)).to.deep.equal(result.keys);
    expect(read.answers[1]).to.have.nested.property('value.root', result.log.rootHex(7));
    expect(read.answers[7]).to.deep.equal({ key: result.keys[7], value: null });
    expect(read.endorsers).to.have.length(flow.organisations.length);
    await onVerified?.({ flow, payload, nonce, trustRoot, read });
  });

  it('commits a transaction that was withheld over one tick', async () => {
    expect(await client.withhold('91370100MA3C00001H', 1)).to.equal(StatusCode.VALID);
  });

  it('finds a transaction invalid that was withheld over two ticks', async () => {
    expect(await client.withhold('123701004955700001', 2)).to.equal(StatusCode.MVCC_READ_CONFLICT);
  });

  it('writes a tick once, though it was endorsed twice', async () => {
    expect(await client.doubleTick()).to.deep.equal([StatusCode.VALID, StatusCode.MVCC_READ_CONFLICT]);
  });
}

function flowOf({ topology }: ContractTarget): FlowOptions {
  const organisations = topology.organisations.map(({ mspId, operator }) => [mspId, operator] as const);
  return {
    channel: topology.channel,
    chaincode: topology.chaincode.name,
    organisations: organisations.toSorted(([left], [right]) => (left < right ? -1 : 1)),
  };
}

function connect(target: ContractTarget, flow: FlowOptions): Ledger {
  const [gateway] = target.gateways;
  const client = target.clients.get(gateway!.mspId)!;
  return connectLedger({
    endpoint: gateway!.address,
    tlsRootCertificate: gateway!.tlsRootCertificate,
    tlsClient: gateway!.tlsClient,
    mspId: client.mspId,
    certificate: client.certificate,
    privateKey: client.privateKey,
    channel: flow.channel,
    chaincode: flow.chaincode,
    endorsingOrganisations: flow.organisations.map(([mspId]) => mspId),
  });
}
