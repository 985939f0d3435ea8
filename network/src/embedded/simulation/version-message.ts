import { ledger } from '@hyperledger/fabric-protos';
import type { Version } from '../ledger/version.js';

/** {0,0} is a version like any other: the message is present though empty. */
export function formatVersion(version: Version | undefined): ledger.rwset.kvrwset.Version | undefined {
  if (version === undefined) {
    return undefined;
  }
  const message = new ledger.rwset.kvrwset.Version();
  message.setBlockNum(version.block);
  message.setTxNum(version.transaction);
  return message;
}
