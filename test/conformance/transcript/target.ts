import type { FabricNetwork } from '@quancheng/network';

/** What a transcript needs to know of a network, whoever runs it. */
export type ConformanceTarget = Pick<FabricNetwork, 'topology' | 'gateways' | 'clients' | 'organisations'>;
