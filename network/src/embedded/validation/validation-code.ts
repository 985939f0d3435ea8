import type { peer } from '@hyperledger/fabric-protos';

/** One of peer.TxValidationCode. */
export type ValidationCode = peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap];
