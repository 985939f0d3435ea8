/** Everything a network is, apart from keys: who takes part, on which ports, and under which endorsement rule. */
export interface Topology {
  readonly consortium: string;
  readonly channel: string;
  readonly organisations: readonly Organisation[];
  readonly orderers: readonly OrdererNode[];
  /** How orderers agree: `bft` (the default) survives lying orderers, `raft` only crashed ones. */
  readonly consensus?: Consensus;
  readonly chaincode: ChaincodeDefinition;
}

/** Byzantine fault tolerance needs n ≥ 3f + 1 orderers; Raft n ≥ 2f + 1, and trusts all of them. */
export type Consensus = 'bft' | 'raft';

/** One member organisation: one MSP, its peers, and the party that runs them. */
export interface Organisation {
  /** Short ASCII name, also the folder name of its key material. */
  readonly name: string;
  readonly chineseName: string;
  readonly mspId: string;
  /** Who operates the machines. Endorsements count distinct operators, not MSP ids. */
  readonly operator: string;
  /** DNS domain, the `O` of its certificates' subjects. */
  readonly domain: string;
  readonly peers: readonly PeerNode[];
}

/**
 * `port` 0 means: any free port, chosen when the network is first generated. `host` is the DNS name or IP address of the
 * machine that runs the node; without it, it runs on this machine and is reached at 127.0.0.1.
 */
export interface PeerNode {
  readonly name: string;
  readonly port: number;
  readonly host?: string;
}

export interface OrdererNode {
  readonly name: string;
  /** Name of the organisation that runs it. */
  readonly organisation: string;
  readonly port: number;
  readonly host?: string;
}

export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  /** Package label; Fabric's package id is `label:sha256`. */
  readonly label: string;
  /** Sequence of the definition in `_lifecycle`; 1 for the first. */
  readonly sequence: number;
  readonly policy: EndorsementRule;
}

/** `majority`: more than half of the operators; a number: at least that many of them. */
export type EndorsementRule = 'majority' | number;
