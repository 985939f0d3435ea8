/** What a simulation did with collections, as far as it decides who must endorse: peer.ChaincodeInterest. */
export interface CollectionInterest {
  /** Collections from which values, not only hashes, were read. */
  readonly read: readonly string[];
  /** All collections whose values were read or written. */
  readonly touched: readonly string[];
  /** False if only collections were written: their own policies then replace the chaincode's. */
  readonly needsChaincodePolicy: boolean;
  /** True if another organisation's peer may come to another result. */
  readonly isPeerSpecific: boolean;
}
