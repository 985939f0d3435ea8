/** Block and transaction index that wrote a value. */
export interface Version {
  readonly block: number;
  readonly transaction: number;
}

export interface VersionedValue {
  readonly version: Version;
  readonly value: Buffer;
}

/** True if the first was written before the second. */
export function isEarlier(first: Version, second: Version): boolean {
  return (
    first.block < second.block || (first.block === second.block && first.transaction < second.transaction)
  );
}

/** True if both are absent or both name the same transaction. */
export function isSameVersion(left: Version | undefined, right: Version | undefined): boolean {
  return left?.block === right?.block && left?.transaction === right?.transaction;
}
