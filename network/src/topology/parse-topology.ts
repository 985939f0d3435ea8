import { endorsementPolicy } from './endorsement-policy.js';
import { integer, list, record, refuse, text } from './strict-reader.js';
import type {
  ChaincodeDefinition,
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

const peer = record<PeerNode>({ name: label, port });
const orderer = record<OrdererNode>({ name: label, organisation: label, port });
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
  const ports = [...organisations.flatMap(({ peers }) => peers), ...orderers].map((node) => node.port);
  assertUnique(
    ports.filter((each) => each !== 0),
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
 * Reads a topology from parsed JSON or YAML. Every member is required and unknown ones are refused.
 * @throws QuanchengError TOPOLOGY_INVALID, naming the offending place.
 */
export function parseTopology(value: unknown): Topology {
  const topology = shape(value, '');
  assertConsistent(topology);
  return topology;
}
