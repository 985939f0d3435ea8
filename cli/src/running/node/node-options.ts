/** How `quancheng node start` was called. */
export interface NodeOptions {
  /** Folder of the chaincode package. */
  readonly chaincode: string;
  readonly name?: string;
  readonly version?: string;
  readonly channel: string;
  readonly data?: string;
  /** 0 picks a free one. */
  readonly port: number;
}
