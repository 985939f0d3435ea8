/** Where values of state keys come from: the ledger, or a layer of writes above it. */
export interface StateSource {
  /** Canonical JSON, or undefined where the key is absent. */
  read(key: string): Promise<string | undefined>;
}
