import type { FabricNetwork } from '@quancheng/network';

/** What a transcript needs to know of a network, whoever runs it. */
export interface ConformanceTarget
  extends Pick<FabricNetwork, 'topology' | 'gateways' | 'clients' | 'organisations'> {
  /** The contract within the chaincode that the scenarios call; the default one if absent. */
  readonly contractName?: string;
}
