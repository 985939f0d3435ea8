/** How `quancheng node start` was called. */
export interface NodeOptions {
  /** Folder of the chaincode package. */
  readonly chaincode: string;
  readonly name?: string;
  readonly version?: string;
  readonly channel: string;
  /** Organisations that must endorse. */
  readonly endorsements: number;
  readonly data?: string;
  /** 0 picks a free one. */
  readonly port: number;
}
