import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import {
  defaultTopology,
  findFabricBinaries,
  startFabricNetwork,
  type FabricNetwork,
} from '@quancheng/network';
import { verifyEndorsedRead, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { playContractFlow, type FlowOptions } from './support/contract-flow.js';
import { writeVector } from './support/endorsed-read-vector.js';
import { newFlowTrustRoot } from './support/flow-trust-root.js';

const root = join(import.meta.dirname, '../../..');
const version = '1.0.0';
const topology = {
  ...defaultTopology,
  chaincode: { ...defaultTopology.chaincode, version, label: `quancheng_${version}` },
};
const flow: FlowOptions = {
  channel: topology.channel,
  chaincode: topology.chaincode.name,
  organisations: topology.organisations
    .map(({ mspId, operator }) => [mspId, operator] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1)),
};

describe('contract quancheng on real Fabric, from its bundle', function () {
  this.timeout(240_000);
  const binaries = findFabricBinaries();
  let folder: string;
  let network: FabricNetwork | undefined;
  let ledger: Ledger | undefined;

  before(async function () {
    if (binaries === null) {
      console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'quancheng-contract-'));
    const chaincodePath = join(folder, 'chaincode');
    await promisify(execFile)(process.execPath, [
      join(root, 'scripts', 'package-chaincode.js'),
      chaincodePath,
    ]);
    network = await startFabricNetwork({
      topology,
      dataDirectory: join(folder, 'network'),
      chaincodePath,
      binaries,
    });
    ledger = connect(network);
  });

  after(async () => {
    ledger?.close();
    await network?.down();
    if (network !== undefined) await rm(folder, { recursive: true });
  });

  it('goes from genesis to an endorsed read that the verifier accepts', async () => {
    const result = await playContractFlow(ledger!, flow);
    expect(result.outcomes.map(({ outcome }) => outcome)).to.deep.equal(['done', 'done']);
    const trustRoot = newFlowTrustRoot(flow, [version], network!.organisations);
    const read = verifyEndorsedRead(result.payload, verifyTrustRoot(trustRoot), { nonce: result.nonce });
    expect(read.answers.map(({ key }) => key)).to.deep.equal(result.keys);
    expect(read.answers[1]).to.have.nested.property('value.root', result.log.rootHex(7));
    expect(read.answers[7]).to.deep.equal({ key: result.keys[7], value: null });
    expect(read.endorsers).to.have.length(flow.organisations.length);
    await recordIfAsked(result.payload, result.nonce, trustRoot, read);
  });
});

function connect(network: FabricNetwork): Ledger {
  const [gateway] = network.gateways;
  const client = network.clients.get(gateway!.mspId)!;
  return connectLedger({
    endpoint: gateway!.address,
    tlsRootCertificate: gateway!.tlsRootCertificate,
    mspId: client.mspId,
    certificate: client.certificate,
    privateKey: client.privateKey,
    channel: flow.channel,
    chaincode: flow.chaincode,
    endorsingOrganisations: flow.organisations.map(([mspId]) => mspId),
  });
}

/** Run with QUANCHENG_RECORD=1 to replace the vector; private keys of the network are thrown away with it. */
async function recordIfAsked(
  payload: Uint8Array,
  nonce: string,
  trustRoot: Uint8Array,
  expected: ReturnType<typeof verifyEndorsedRead>,
): Promise<void> {
  if (process.env['QUANCHENG_RECORD'] !== '1') return;
  const { channel, chaincode } = flow;
  const about =
    'An endorsed read of Hyperledger Fabric 3.1.5: four organisations, each of its own operator, after bootstrap, ' +
    'a tick, the registration of a log operator and its log, and two anchors.';
  await writeVector({
    name: 'four-organisations',
    about,
    channel,
    chaincode,
    nonce,
    payload,
    trustRoot,
    expected,
  });
}
