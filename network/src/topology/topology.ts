/** Everything a network is, apart from keys: who takes part, on which ports, and under which endorsement rule. */
export interface Topology {
  readonly consortium: string;
  readonly channel: string;
  readonly organisations: readonly Organisation[];
  readonly orderers: readonly OrdererNode[];
  readonly chaincode: ChaincodeDefinition;
}

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

/** `port` 0 means: any free port, chosen when the network is first generated. */
export interface PeerNode {
  readonly name: string;
  readonly port: number;
}

export interface OrdererNode {
  readonly name: string;
  /** Name of the organisation that runs it. */
  readonly organisation: string;
  readonly port: number;
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
