import { ledger } from '@hyperledger/fabric-protos';

const { KVRWSet, HashedRWSet } = ledger.rwset.kvrwset;

interface Read {
  getVersion(): ledger.rwset.kvrwset.Version | undefined;
}

/**
 * The same results with the block numbers of all versions moved: two networks that make the same blocks after
 * different beginnings differ in nothing else. Moved by 0, the bytes must be the same again.
 * @param results rwset.TxReadWriteSet in base64
 */
export function shiftVersions(results: string, by: number): string {
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(Buffer.from(results, 'base64'));
  for (const namespace of sets.getNsRwsetList()) {
    const set = KVRWSet.deserializeBinary(namespace.getRwset_asU8());
    shift(set.getReadsList(), by);
    namespace.setRwset(set.serializeBinary());
    for (const collection of namespace.getCollectionHashedRwsetList()) {
      const hashed = HashedRWSet.deserializeBinary(collection.getHashedRwset_asU8());
      shift(hashed.getHashedReadsList(), by);
      collection.setHashedRwset(hashed.serializeBinary());
    }
  }
  return Buffer.from(sets.serializeBinary()).toString('base64');
}

function shift(reads: readonly Read[], by: number): void {
  for (const version of reads.map((read) => read.getVersion())) {
    version?.setBlockNum(version.getBlockNum() + by);
  }
}
