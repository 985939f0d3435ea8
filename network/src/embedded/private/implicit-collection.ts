const prefix = '_implicit_org_';

/** The collection that every chaincode has for an organisation without defining it. */
export function implicitCollection(mspId: string): string {
  return prefix + mspId;
}

/** The organisation whose implicit collection this is; undefined for a collection of a chaincode's definition. */
export function ownerOf(collection: string): string | undefined {
  return collection.startsWith(prefix) ? collection.slice(prefix.length) : undefined;
}
