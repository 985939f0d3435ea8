export { defaultTopology } from './default-topology.js';
export {
  type EndorsementPolicy,
  type EndorsingOperator,
  endorsementPolicy,
  formatSignaturePolicy,
  isPolicySatisfied,
} from './endorsement-policy.js';
export { parseOrganisation, parseTopology } from './parse-topology.js';
export type {
  Consensus,
  ChaincodeDefinition,
  EndorsementRule,
  OrdererNode,
  Organisation,
  PeerNode,
  Topology,
} from './topology.js';
