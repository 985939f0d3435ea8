import { lifecycleNamespace, readDefinition, sequenceKey } from '../chaincode/chaincode-definition.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { type Version, isSameVersion } from '../ledger/version.js';
import { type PolicyEvaluator, compilePolicy } from './evaluate-policy.js';
import { formatSignaturePolicy } from './signature-policy.js';

/**
 * Finds the endorsement policy of a namespace: of `_lifecycle` the channel's LifecycleEndorsement (a majority of the
 * organisations), of a chaincode that of its definition in the state, of anything else none.
 */
export function newPolicyLookup(
  store: LedgerStore,
  mspIds: readonly string[],
): (namespace: string) => PolicyEvaluator | undefined {
  const required = Math.floor(mspIds.length / 2) + 1;
  const operators = mspIds.map((mspId) => ({ operator: mspId, mspIds: [mspId] }));
  const lifecycle = compilePolicy(formatSignaturePolicy({ required, operators }));
  const known = new Map<string, { version: Version; isEndorsed: PolicyEvaluator }>();

  return (namespace) => {
    if (namespace === lifecycleNamespace) {
      return lifecycle;
    }
    const version = store.state(lifecycleNamespace, sequenceKey(namespace))?.version;
    if (version === undefined) {
      return undefined;
    }
    const seen = known.get(namespace);
    if (seen !== undefined && isSameVersion(seen.version, version)) {
      return seen.isEndorsed;
    }
    const definition = readDefinition(namespace, (key) => store.state(lifecycleNamespace, key));
    if (definition !== undefined) {
      known.set(namespace, { version, isEndorsed: definition.isEndorsed });
    }
    return definition?.isEndorsed;
  };
}
