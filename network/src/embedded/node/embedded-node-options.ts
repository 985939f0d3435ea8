import type { QuanchengError } from '@quancheng/protocol';
import type { EndorsementRule, Topology } from '../../topology/topology.js';
import type { ContractSource } from '../chaincode/contract-runtime.js';
import type { BlockCutting } from '../ordering/block-cutting.js';

/** How to open a single-operator node. */
export interface EmbeddedNodeOptions {
  /** Keys, certificates, blocks and state; created if absent. One process at a time may have it open. */
  readonly dataDirectory: string;
  /** Organisations, channel and chaincode. Later openings must name the same organisations and channel. */
  readonly topology: Topology;
  readonly chaincode: EmbeddedChaincode;
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port at first, the same again at later openings if it is still free. */
  readonly port?: number;
  readonly blockCutting?: Partial<BlockCutting>;
  /** Told once if a block cannot be written: from then on the node only answers questions, until it is restarted. */
  readonly onFailure?: (reason: QuanchengError) => void;
}

/** The contract to run. Name, version and policy are the topology's unless given. */
export interface EmbeddedChaincode {
  /** Contract classes, or the folder of a CommonJS chaincode package. */
  readonly contracts: ContractSource;
  readonly name?: string;
  readonly version?: string;
  readonly endorsementPolicy?: EndorsementRule;
}
