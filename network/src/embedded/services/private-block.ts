import { type common, ledger, peer } from '@hyperledger/fabric-protos';
import { ownerOf } from '../private/implicit-collection.js';
import type { PrivateStore, StoredWrite } from '../private/private-store.js';
import { formatPrivateWrites } from '../private/private-write-set.js';
import { sorted } from '../simulation/sorted.js';

/** A block with what its valid transactions wrote to the collections of this organisation, as far as it is still here. */
export async function addPrivateData(
  block: common.Block,
  mspId: string,
  store: PrivateStore,
): Promise<peer.BlockAndPrivateData> {
  const message = new peer.BlockAndPrivateData();
  message.setBlock(block);
  const stored = await store.readBlock(block.getHeader()?.getNumber() ?? 0);
  const visible = stored.filter(({ place }) => ownerOf(place.collection) === mspId);
  for (const [transaction, writes] of groupBy(visible, ({ place }) => place.version.transaction)) {
    message.getPrivateDataMapMap().set(transaction, formatTransaction(writes));
  }
  return message;
}

function formatTransaction(writes: readonly StoredWrite[]): ledger.rwset.TxPvtReadWriteSet {
  const set = new ledger.rwset.TxPvtReadWriteSet();
  for (const [namespace, all] of sorted(groupBy(writes, ({ place }) => place.namespace))) {
    const entry = new ledger.rwset.NsPvtReadWriteSet();
    entry.setNamespace(namespace);
    for (const [name, own] of sorted(groupBy(all, ({ place }) => place.collection))) {
      const collection = new ledger.rwset.CollectionPvtReadWriteSet();
      collection.setCollectionName(name);
      const byKey = new Map(own.map(({ write }) => [write.getKey(), write]));
      collection.setRwset(formatPrivateWrites(sorted(byKey).map(([, write]) => write)));
      entry.addCollectionPvtRwset(collection);
    }
    set.addNsPvtRwset(entry);
  }
  return set;
}

function groupBy<K>(writes: readonly StoredWrite[], keyOf: (write: StoredWrite) => K): Map<K, StoredWrite[]> {
  const groups = new Map<K, StoredWrite[]>();
  for (const write of writes) {
    const key = keyOf(write);
    groups.set(key, [...(groups.get(key) ?? []), write]);
  }
  return groups;
}
