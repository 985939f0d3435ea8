import '../chaincode/support/quiet-shim.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contracts } from '@quancheng/chaincode';
import { connectLedger } from '@quancheng/ledger';
import { defaultTopology, openEmbeddedNode, type EmbeddedNode } from '@quancheng/network';
import { verifyEndorsedRead, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { playContractFlow, type FlowOptions } from './support/contract-flow.js';
import { newFlowTrustRoot } from './support/flow-trust-root.js';

describe('contract quancheng on the embedded node', function () {
  this.timeout(60_000);
  let dataDirectory: string;
  let node: EmbeddedNode | undefined;

  before(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'quancheng-contract-'));
    node = await openEmbeddedNode({
      dataDirectory,
      topology: defaultTopology,
      chaincode: { contracts: () => [...contracts], version: '1.0.0' },
    });
  });

  after(async () => {
    await node?.close();
    await rm(dataDirectory, { recursive: true });
  });

  it('goes from genesis to an endorsed read that the verifier accepts', async () => {
    const accesses = Object.values(node!.organisations);
    const organisations = accesses.map(({ mspId, name }) => [mspId, name] as const);
    const flow: FlowOptions = {
      channel: node!.channel,
      chaincode: node!.chaincode.name,
      organisations: organisations.sort(([left], [right]) => (left < right ? -1 : 1)),
    };
    const { mspId, client } = accesses[0]!;
    const ledger = connectLedger({
      endpoint: node!.endpoint,
      tlsRootCertificate: node!.tlsRootCertificate,
      tlsServerName: node!.tlsServerName,
      mspId,
      certificate: client.certificate,
      privateKey: client.privateKey,
      channel: flow.channel,
      chaincode: flow.chaincode,
      endorsingOrganisations: flow.organisations.map(([id]) => id),
    });
    try {
      const result = await playContractFlow(ledger, flow);
      expect(result.outcomes.map(({ outcome }) => outcome)).to.deep.equal(['done', 'done']);
      const definitions = accesses.map(({ definition }) => definition);
      const root = verifyTrustRoot(newFlowTrustRoot(flow, ['1.0.0'], definitions));
      const read = verifyEndorsedRead(result.payload, root, { nonce: result.nonce });
      expect(read.answers.map(({ key }) => key)).to.deep.equal(result.keys);
      expect(read.answers[1]).to.have.nested.property('value.root', result.log.rootHex(7));
    } finally {
      ledger.close();
    }
  });
});
