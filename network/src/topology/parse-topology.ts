import { endorsementPolicy } from './endorsement-policy.js';
import { isIP } from 'node:net';
import { type Parser, integer, list, optional, record, refuse, text } from './strict-reader.js';
import type {
  ChaincodeDefinition,
  Consensus,
  EndorsementRule,
  OrdererNode,
  Organisation,
  PeerNode,
  Topology,
} from './topology.js';

const label = text(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/, 'a lower-case DNS label');
const mspId = text(/^[A-Za-z][A-Za-z0-9.-]{0,62}$/, 'an MSP id: letters, digits, dots and dashes');
const domain = text(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, 'a domain name');
const visible = text(
  /^(?=.{1,60}$)\p{L}[\p{L}\p{N} ·()-]*$/u,
  'a name of at most 60 letters, digits and spaces',
);
const port = integer(0, 65535);
// Fabric's own rules: channel names (common/configtx/validator.go), chaincode names and labels (core/chaincode/lifecycle).
const channel = text(
  /^[a-z][a-z0-9.-]{0,248}$/,
  'a channel name: lower-case letters, digits, dots and dashes',
);
const chaincodeName = text(/^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$/, 'a chaincode name');
const chaincodeVersion = text(/^[A-Za-z0-9_.+-]+$/, 'a chaincode version');
const packageLabel = text(/^[a-zA-Z0-9]+([.+_-][a-zA-Z0-9]+)*$/, 'a package label');

function policy(value: unknown, path: string): EndorsementRule {
  return value === 'majority' ? value : integer(1, 1000)(value, path);
}

const consensus: Parser<Consensus> = (value, path) =>
  value === 'bft' || value === 'raft' ? value : refuse(path, 'must be "bft" or "raft"');
const host: Parser<string> = (value, path) =>
  typeof value === 'string' && isIP(value) === 4 ? value : domain(value, path);

const peer = record<PeerNode>({ name: label, port, host: optional(host) });
const orderer = record<OrdererNode>({ name: label, organisation: label, port, host: optional(host) });
const chaincode = record<ChaincodeDefinition>({
  name: chaincodeName,
  version: chaincodeVersion,
  label: packageLabel,
  sequence: integer(1, Number.MAX_SAFE_INTEGER),
  policy,
});
const organisation = record<Organisation>({
  name: label,
  chineseName: visible,
  mspId,
  operator: label,
  domain,
  peers: list(peer),
});
const shape = record<Topology>({
  consortium: label,
  channel,
  organisations: list(organisation),
  orderers: list(orderer),
  consensus: optional(consensus),
  chaincode,
});

function assertUnique(values: readonly (string | number)[], path: string): void {
  const repeated = values.find((value, index) => values.indexOf(value) !== index);
  if (repeated !== undefined) {
    refuse(path, `${repeated} occurs twice`);
  }
}

function assertConsistent({ organisations, orderers, ...topology }: Topology): void {
  assertUnique(
    organisations.map(({ name }) => name),
    'organisations',
  );
  assertUnique(
    organisations.map((each) => each.mspId),
    'organisations',
  );
  assertUnique(
    organisations.map((each) => each.domain),
    'organisations',
  );
  const nodes = [
    ...organisations.flatMap((each) => each.peers.map(({ name }) => `${name} of ${each.name}`)),
    ...orderers.map(({ name, organisation: owner }) => `${name} of ${owner}`),
  ];
  assertUnique(nodes, 'peers and orderers');
  const listeners = [...organisations.flatMap(({ peers }) => peers), ...orderers].filter(
    (node) => node.port !== 0,
  );
  assertUnique(
    listeners.map(({ host: machine, port: each }) => (machine === undefined ? each : `${machine}:${each}`)),
    'ports',
  );
  for (const [index, { organisation: owner }] of orderers.entries()) {
    if (!organisations.some(({ name }) => name === owner)) {
      refuse(`orderers[${index}].organisation`, `${owner} is not among the organisations`);
    }
  }
  const { required, operators } = endorsementPolicy({ ...topology, organisations, orderers });
  if (required > operators.length) {
    refuse(
      'chaincode.policy',
      `${required} endorsing operators are required but there are ${operators.length}`,
    );
  }
}

/**
 * Reads one organisation as topologies hold them.
 * @throws QuanchengError TOPOLOGY_INVALID, naming the offending place.
 */
export function parseOrganisation(value: unknown): Organisation {
  return organisation(value, 'organisation');
}

/**
 * Reads a topology from parsed JSON or YAML. Every member but `host` and `consensus` is required and unknown ones are refused.
 * @throws QuanchengError TOPOLOGY_INVALID, naming the offending place.
 */
export function parseTopology(value: unknown): Topology {
  const topology = shape(value, '');
  assertConsistent(topology);
  return topology;
}
