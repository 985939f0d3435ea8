import type { ChaincodeDefinition } from '../../topology/topology.js';
import { type ChaincodeState, writeChaincodeState } from '../chaincode/chaincode-state.js';
import { approve, approvedDefinition, install, leadingPeers } from '../lifecycle/peer-lifecycle.js';
import type { NetworkPlan } from '../network-plan.js';
import { askKeeper } from '../process/ask-keeper.js';
import type { Upgrade } from './upgrade-plan.js';

/** A plan whose chaincode definition is another one. */
export function withDefinition(plan: NetworkPlan, chaincode: ChaincodeDefinition): NetworkPlan {
  return { ...plan, topology: { ...plan.topology, chaincode } };
}

/** Starts the new code beside the current one at these organisations' peers, and installs it there. */
export async function startBeside(
  upgrade: Upgrade,
  organisations: readonly string[],
): Promise<ChaincodeState> {
  const { plan, state, code, binaries, report } = upgrade;
  const others = Object.entries(state.next).filter(([name]) => !organisations.includes(name));
  const changing = code === state.current ? [] : organisations.map((name) => [name, code] as const);
  const changed = { ...state, next: Object.fromEntries([...others, ...changing]) };
  report(
    `starting ${code.label} (${code.digest.slice(0, 16)}…) beside what runs: ${organisations.join(', ')}`,
  );
  await writeChaincodeState(plan.folder, changed);
  await askKeeper(plan.folder, { action: 'serve' }, report);
  // A peer connects to a chaincode when it learns of it, and needs somebody to listen.
  report(`installing ${code.packageId}`);
  const peers = plan.peers.filter(({ organisation }) =>
    organisations.includes(organisation.organisation.name),
  );
  await install(plan, binaries, peers, code);
  return changed;
}

/** The organisation answers for a definition with the new code: the committed one, or the one to come. */
export async function approveWith(
  { plan, code, binaries }: Upgrade,
  organisation: string,
  definition: ChaincodeDefinition,
): Promise<void> {
  const peer = leadingPeers(plan).find((each) => each.organisation.organisation.name === organisation);
  if (peer === undefined) {
    return;
  }
  const known = await approvedDefinition(plan, binaries, peer, definition.sequence);
  if (known?.packageId !== code.packageId || known.version !== definition.version) {
    await approve(withDefinition(plan, definition), binaries, peer, code.packageId);
  }
}
