/**
 * Versions of the state's form that this contract reads and writes, oldest first. While the ledger has an older one, the
 * contract gives exactly the results and writes of the contracts that know no newer (docs/decisions/0014): otherwise
 * organisations could not move to a new contract one after the other.
 */
export const STATE_VERSIONS: readonly number[] = [1];
