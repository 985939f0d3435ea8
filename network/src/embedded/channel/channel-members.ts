import type { MspDefinition } from '../../msp/msp-definition.js';
import type { BlockCutting } from '../ordering/block-cutting.js';

/** An orderer as the channel's configuration names it. */
export interface Consenter {
  readonly id: number;
  readonly mspId: string;
  readonly host: string;
  readonly port: number;
  /** PEM */
  readonly certificate: string;
  readonly tlsCertificate: string;
}

/** An organisation as the channel's configuration names it. */
export interface ChannelOrganisation {
  readonly name: string;
  readonly definition: MspDefinition;
}

/** Everything that the first block states. */
export interface ChannelDescription {
  readonly channel: string;
  readonly organisations: readonly ChannelOrganisation[];
  readonly consenters: readonly Consenter[];
  readonly blockCutting: BlockCutting;
}
