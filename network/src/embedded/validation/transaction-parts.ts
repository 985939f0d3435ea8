import { common, ledger, peer } from '@hyperledger/fabric-protos';

/** Reads and writes of one namespace of a transaction. */
export interface NamespaceReadWriteSet {
  readonly namespace: string;
  readonly set: ledger.rwset.kvrwset.KVRWSet;
  /** What is known to everybody of reads and writes in private collections. */
  readonly collections: readonly CollectionReadWriteSet[];
  /** Key-level policies, which this ledger does not have. */
  readonly isUnsupported: boolean;
}

/** Hashes of the reads and writes in one collection. */
export interface CollectionReadWriteSet {
  readonly collection: string;
  readonly set: ledger.rwset.kvrwset.HashedRWSet;
}

/** A transaction's one action, as far as it binds proposal and endorsements to each other. */
export interface EndorsedAction {
  readonly signatureHeader: Uint8Array;
  readonly proposalPayload: Uint8Array;
  readonly responsePayload: Uint8Array;
  readonly proposalHash: Uint8Array;
  /** peer.ChaincodeAction, to be read by `parseChaincodeAction`. */
  readonly chaincodeAction: Uint8Array;
  readonly endorsements: readonly peer.Endorsement[];
}

/** The header's two parts with the decoded forms. */
export interface TransactionHeader {
  readonly channelHeaderBytes: Uint8Array;
  readonly channelHeader: common.ChannelHeader;
  readonly signatureHeader: common.SignatureHeader;
}

/** @throws Error if a part is missing or malformed. */
export function parseHeader(payload: common.Payload): TransactionHeader {
  const header = required(payload.getHeader(), 'header');
  return {
    channelHeaderBytes: header.getChannelHeader_asU8(),
    channelHeader: common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8()),
    signatureHeader: common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8()),
  };
}

/** The action of an endorser transaction; only one is allowed. @throws Error if a part is missing or malformed. */
export function parseEndorsedAction(transaction: Uint8Array): EndorsedAction {
  const actions = peer.Transaction.deserializeBinary(transaction).getActionsList();
  const [only] = actions;
  if (only === undefined || actions.length !== 1) {
    throw new Error(`only one action per transaction is supported, tx contains ${actions.length}`);
  }
  const payload = peer.ChaincodeActionPayload.deserializeBinary(only.getPayload_asU8());
  const endorsed = required(payload.getAction(), 'endorsed action');
  const responsePayload = endorsed.getProposalResponsePayload_asU8();
  const response = peer.ProposalResponsePayload.deserializeBinary(responsePayload);
  return {
    signatureHeader: only.getHeader_asU8(),
    proposalPayload: payload.getChaincodeProposalPayload_asU8(),
    responsePayload,
    proposalHash: response.getProposalHash_asU8(),
    chaincodeAction: response.getExtension_asU8(),
    endorsements: endorsed.getEndorsementsList(),
  };
}

/** What the endorsers signed. @throws Error if it is missing or malformed. */
export function parseChaincodeAction({
  chaincodeAction,
}: Pick<EndorsedAction, 'chaincodeAction'>): peer.ChaincodeAction {
  if (chaincodeAction.length === 0) {
    throw new Error('response payload is missing extension');
  }
  return peer.ChaincodeAction.deserializeBinary(chaincodeAction);
}

/** What the endorsers of a transaction signed. @throws Error if a part is missing or malformed. */
export function parseAction(transaction: Uint8Array): peer.ChaincodeAction {
  return parseChaincodeAction(parseEndorsedAction(transaction));
}

/** @throws Error if the bytes are no read-write set. */
export function parseReadWriteSet(bytes: Uint8Array): NamespaceReadWriteSet[] {
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(bytes);
  return sets.getNsRwsetList().map((each) => {
    const set = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(each.getRwset_asU8());
    const collections = each.getCollectionHashedRwsetList().map(parseCollection);
    const isUnsupported = [set, ...collections.map((collection) => collection.set)].some(
      (one) => one.getMetadataWritesList().length > 0,
    );
    return { namespace: each.getNamespace(), set, collections, isUnsupported };
  });
}

function parseCollection(message: ledger.rwset.CollectionHashedReadWriteSet): CollectionReadWriteSet {
  return {
    collection: message.getCollectionName(),
    set: ledger.rwset.kvrwset.HashedRWSet.deserializeBinary(message.getHashedRwset_asU8()),
  };
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) {
    throw new Error(`missing ${name}`);
  }
  return value;
}
