import {
  defaultTopology,
  endorsementPolicy,
  formatSignaturePolicy,
  isPolicySatisfied,
  parseTopology,
} from '@quancheng/network';
import { expect } from 'chai';

/** The default topology as plain JSON, changed at one path such as `organisations.0.peers`; `undefined` removes. */
function changedAt(path: string, value: unknown): unknown {
  const topology: unknown = JSON.parse(JSON.stringify(defaultTopology));
  const names = path.split('.');
  const last = names.pop() ?? '';
  let place = topology as Record<string, unknown>;
  for (const name of names) {
    place = place[name] as Record<string, unknown>;
  }
  place[last] = value;
  return topology;
}

describe('topology', () => {
  it('reads its own default back', () => {
    expect(parseTopology(JSON.parse(JSON.stringify(defaultTopology)))).to.deep.equal(defaultTopology);
  });

  const refusals: [path: string, value: unknown, place: RegExp][] = [
    ['consortium', 5, /^\[TOPOLOGY_INVALID\] consortium: must be/],
    ['channel', 'Upper', /^\[TOPOLOGY_INVALID\] channel: must be a channel name/],
    ['surplus', true, /^\[TOPOLOGY_INVALID\] surplus: is not a known member/],
    ['chaincode', undefined, /^\[TOPOLOGY_INVALID\] chaincode: must be an object/],
    ['chaincode.policy', 0, /^\[TOPOLOGY_INVALID\] chaincode.policy: must be an integer/],
    [
      'chaincode.policy',
      5,
      /^\[TOPOLOGY_INVALID\] chaincode.policy: 5 endorsing operators are required but there are 4/,
    ],
    ['chaincode.sequence', 1.5, /^\[TOPOLOGY_INVALID\] chaincode.sequence: must be an integer/],
    ['organisations', [], /^\[TOPOLOGY_INVALID\] organisations: must be a list/],
    ['organisations.1.name', 'bigdata', /^\[TOPOLOGY_INVALID\] organisations: bigdata occurs twice/],
    ['organisations.1.mspId', 'BigDataMSP', /^\[TOPOLOGY_INVALID\] organisations: BigDataMSP occurs twice/],
    [
      'organisations.2.chineseName',
      '../..',
      /^\[TOPOLOGY_INVALID\] organisations\[2\]\.chineseName: must be/,
    ],
    [
      'organisations.0.peers.0.port',
      65536,
      /^\[TOPOLOGY_INVALID\] organisations\[0\]\.peers\[0\]\.port: must be an integer/,
    ],
    [
      'organisations.0.peers.0.name',
      'a/b',
      /^\[TOPOLOGY_INVALID\] organisations\[0\]\.peers\[0\]\.name: must be/,
    ],
    [
      'orderers.3.organisation',
      'nobody',
      /^\[TOPOLOGY_INVALID\] orderers\[3\]\.organisation: nobody is not among/,
    ],
    ['consensus', 'kafka', /^\[TOPOLOGY_INVALID\] consensus: must be "bft" or "raft"/],
    ['orderers.0.host', 'host/..', /^\[TOPOLOGY_INVALID\] orderers\[0\]\.host: must be a domain name/],
    ['orderers.0.host', '::1', /^\[TOPOLOGY_INVALID\] orderers\[0\]\.host: must be a domain name/],
    ['orderers.3', { name: 'orderer0', organisation: 'notary', port: 0 }, /orderer0 of notary occurs twice/],
  ];
  for (const [path, value, place] of refusals) {
    it(`refuses ${path} = ${JSON.stringify(value)}`, () => {
      expect(() => parseTopology(changedAt(path, value)))
        .to.throw(place)
        .with.property('code', 'TOPOLOGY_INVALID');
    });
  }

  it('refuses a port that two nodes share', () => {
    const topology = structuredClone(parseTopology(changedAt('orderers.0.port', 7050))) as unknown;
    (topology as { orderers: { port: number }[] }).orderers[1]!.port = 7050;
    expect(() => parseTopology(topology)).to.throw(/ports: 7050 occurs twice/);
  });

  it('takes hosts, on which ports are counted apart, and Raft', () => {
    const orderers = defaultTopology.orderers.map((each, index) => ({
      ...each,
      port: 7050,
      host: index === 0 ? '10.0.0.1' : `orderer${index}.example`,
    }));
    const topology = { ...defaultTopology, orderers, consensus: 'raft' as const };
    expect(parseTopology(topology)).to.deep.equal(topology);
    const crowded = orderers.map((each) => ({ ...each, host: 'one.example' }));
    expect(() => parseTopology({ ...topology, orderers: crowded })).to.throw(/one.example:7050 occurs twice/);
  });

  it('asks a majority of the operators to endorse', () => {
    const policy = endorsementPolicy(defaultTopology);
    expect(policy.required).to.equal(3);
    expect(formatSignaturePolicy(policy)).to.equal(
      "OutOf(3, 'BigDataMSP.peer', 'ArbitrationMSP.peer', 'NotaryMSP.peer', 'FinanceMSP.peer')",
    );
    expect(isPolicySatisfied(policy, ['BigDataMSP', 'NotaryMSP', 'NotaryMSP', 'StrangerMSP'])).to.equal(
      false,
    );
    expect(isPolicySatisfied(policy, ['BigDataMSP', 'NotaryMSP', 'FinanceMSP'])).to.equal(true);
  });

  it('counts organisations of one operator once', () => {
    const policy = endorsementPolicy(parseTopology(changedAt('organisations.1.operator', 'bigdata')));
    expect(policy.required).to.equal(2);
    expect(formatSignaturePolicy(policy)).to.equal(
      "OutOf(2, OR('BigDataMSP.peer', 'ArbitrationMSP.peer'), 'NotaryMSP.peer', 'FinanceMSP.peer')",
    );
    expect(isPolicySatisfied(policy, ['BigDataMSP', 'ArbitrationMSP'])).to.equal(false);
  });
});
