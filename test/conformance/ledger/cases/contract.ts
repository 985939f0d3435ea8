import { connectLedger, type Ledger } from '@quancheng/ledger';
import { verifyEndorsedRead, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { committedEverywhere } from '../../support/committed-everywhere.js';
import { type FlowOptions, type FlowResult, playContractFlow } from '../../support/contract-flow.js';
import { writeVector } from '../../support/endorsed-read-vector.js';
import { newFlowTrustRoot } from '../../support/flow-trust-root.js';
import { casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';

export const contractCases = casesOf('contract', {
  'genesis-to-endorsed-read': {
    about: 'quancheng’s own contract goes from genesis to an endorsed read that the verifier accepts.',
    run: async (stage) => {
      const result = await playFlow(stage);
      expect(result.outcomes.map(({ outcome }) => outcome)).to.deep.equal(['done', 'done']);
      const flow = flowOf(stage);
      const { topology, organisations } = stage.backend.target;
      const trustRoot = newFlowTrustRoot(flow, [topology.chaincode.version], organisations);
      const { payload, nonce } = result;
      const read = verifyEndorsedRead(payload, verifyTrustRoot(trustRoot), { nonce });
      expect(read.answers.map(({ key }) => key)).to.deep.equal(result.keys);
      expect(read.answers[1]).to.have.nested.property('value.root', result.log.rootHex(7));
      expect(read.answers[7]).to.deep.equal({ key: result.keys[7], value: null });
      expect(read.endorsers).to.have.length(flow.organisations.length);
      await recordIfAsked(stage, { nonce, payload, trustRoot, expected: read });
    },
  },
});

/** Plays the flow once on each network. */
export async function playFlow(stage: Stage): Promise<FlowResult> {
  return await stage.shared('contract flow', async () => {
    const ledger = connect(stage);
    try {
      return await playContractFlow(ledger, flowOf(stage), async (id) => {
        await committedEverywhere(stage.sessions, id);
      });
    } finally {
      ledger.close();
    }
  });
}

function flowOf({ backend: { target } }: Stage): FlowOptions {
  const { channel, chaincode, organisations } = target.topology;
  const members = organisations.map(({ mspId, operator }) => [mspId, operator] as const);
  return {
    channel,
    chaincode: chaincode.name,
    organisations: members.toSorted(([left], [right]) => (left < right ? -1 : 1)),
  };
}

function connect({ backend: { target }, mspIds }: Stage): Ledger {
  const gateway = target.gateways[0]!;
  const client = target.clients.get(gateway.mspId)!;
  return connectLedger({
    endpoint: gateway.address,
    tlsRootCertificate: gateway.tlsRootCertificate,
    tlsClient: gateway.tlsClient,
    mspId: client.mspId,
    certificate: client.certificate,
    privateKey: client.privateKey,
    channel: target.topology.channel,
    chaincode: target.topology.chaincode.name,
    endorsingOrganisations: mspIds,
  });
}

type Recorded = Pick<Parameters<typeof writeVector>[0], 'nonce' | 'payload' | 'trustRoot' | 'expected'>;

/** Run with QUANCHENG_RECORD=1 on real Fabric to replace the vector; the private keys are thrown away. */
async function recordIfAsked(stage: Stage, recorded: Recorded): Promise<void> {
  if (process.env['QUANCHENG_RECORD'] !== '1' || stage.backend.name !== 'real Fabric') return;
  const about =
    'An endorsed read of Hyperledger Fabric 3.1.5: four organisations, each of its own operator, after bootstrap, ' +
    'a tick, the registration of a log operator and its log, and two anchors.';
  const { channel, chaincode } = flowOf(stage);
  await writeVector({ name: 'four-organisations', about, channel, chaincode, ...recorded });
}
