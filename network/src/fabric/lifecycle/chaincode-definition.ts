import { allCodes, type ChaincodeState, codesOf } from '../chaincode/chaincode-state.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import type { NetworkPlan } from '../network-plan.js';
import { approve, commit, committedDefinition, install, leadingPeers } from './peer-lifecycle.js';

/**
 * Installs on all peers what their organisation runs and, unless this sequence is already committed, lets every
 * organisation approve the topology's chaincode definition with the current code and commits it.
 */
export async function defineChaincode(
  plan: NetworkPlan,
  binaries: FabricBinaries,
  chaincode: ChaincodeState,
): Promise<void> {
  for (const code of allCodes(chaincode)) {
    const peers = plan.peers.filter(({ organisation }) =>
      codesOf(chaincode, organisation.organisation.name).includes(code),
    );
    await install(plan, binaries, peers, code);
  }
  const leading = leadingPeers(plan);
  const [first] = leading;
  const { sequence } = plan.topology.chaincode;
  if (first === undefined || (await committedDefinition(plan, binaries, first)).sequence >= sequence) {
    return;
  }
  await Promise.all(leading.map((peer) => approve(plan, binaries, peer, chaincode.current.packageId)));
  await commit(plan, binaries, first);
}
