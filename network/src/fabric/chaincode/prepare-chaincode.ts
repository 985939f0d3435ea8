import type { NetworkPlan } from '../network-plan.js';
import { assertUnchanged, storeCode } from './chaincode-code.js';
import { digestFolder } from './code-digest.js';
import { allCodes, type ChaincodeState, readChaincodeState, writeChaincodeState } from './chaincode-state.js';

/**
 * The code that a network runs: what its data folder remembers, or, for a new one, a copy of the given folder. Another
 * code comes by an upgrade only, since the organisations must approve it.
 * @throws QuanchengError CHAINCODE_INVALID
 */
export async function prepareChaincode(
  plan: NetworkPlan,
  chaincodePath: string,
  report: (step: string) => void,
): Promise<ChaincodeState> {
  const { folder, topology } = plan;
  const known = await readChaincodeState(folder);
  if (known !== null) {
    for (const code of allCodes(known)) {
      await assertUnchanged(folder, code);
    }
    const { label, digest } = known.current;
    if ((await digestFolder(chaincodePath).catch(() => digest)) !== digest) {
      report(`keeping ${label}; upgrade-chaincode takes up what ${chaincodePath} has`);
    }
    return known;
  }
  const { label, version } = topology.chaincode;
  const state = { current: await storeCode(folder, chaincodePath, { label, version, slot: 0 }), next: {} };
  await writeChaincodeState(folder, state);
  return state;
}
