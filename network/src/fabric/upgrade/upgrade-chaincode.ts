import { QuanchengError } from '@quancheng/protocol';
import { writeChaincodeState } from '../chaincode/chaincode-state.js';
import { commit, committedDefinition, leadingPeers } from '../lifecycle/peer-lifecycle.js';
import { assertAnswering } from '../network-run.js';
import { writeNetworkState } from '../network-state.js';
import { askKeeper } from '../process/ask-keeper.js';
import { waitUntil } from '../process/wait-until.js';
import { approveWith, startBeside, withDefinition } from './organisation-upgrade.js';
import { planUpgrade, type Upgrade, type UpgradeOptions } from './upgrade-plan.js';

/** Seconds that a peer may take to learn of a commit. */
const patience = 60;

/**
 * Changes a running network to another chaincode, at all organisations: installs it and starts it beside the old one,
 * approves and commits the next definition, and then ends the old one. Each step looks first whether it has been done, so
 * an upgrade that was cut short goes on when it is called again.
 * @throws QuanchengError NETWORK_UNAVAILABLE, CHAINCODE_INVALID, FABRIC_PROGRAM_FAILED
 */
export async function upgradeChaincode(options: UpgradeOptions): Promise<void> {
  const upgrade = await planUpgrade(options);
  const { plan, code, definition, report, binaries } = upgrade;
  if (code === upgrade.state.current && upgrade.isCommitted) {
    await completeUpgrade(upgrade);
    report(`${code.label} runs already, sequence ${upgrade.committed.sequence}`);
    return;
  }
  const organisations = plan.organisations.map(({ organisation }) => organisation.name);
  await startBeside(upgrade, organisations);
  if (!upgrade.isCommitted) {
    report(`approving and committing version ${definition.version}, sequence ${definition.sequence}`);
    await Promise.all(organisations.map((name) => approveWith(upgrade, name, definition)));
    const [first] = leadingPeers(plan);
    if (first !== undefined) {
      await commit(withDefinition(plan, definition), binaries, first);
    }
  }
  await untilTakenUp(upgrade, definition.sequence);
  await completeUpgrade(upgrade);
  report(`version ${definition.version}, sequence ${definition.sequence}, code ${code.digest}`);
}

/**
 * Changes one organisation to another chaincode while the others keep theirs: from now on it answers for the committed
 * definition with the new code, and it has approved the next one, which `upgradeChaincode` commits.
 * @throws QuanchengError NETWORK_UNAVAILABLE, TOPOLOGY_INVALID for an unknown organisation, CHAINCODE_INVALID,
 * FABRIC_PROGRAM_FAILED
 */
export async function upgradeOrganisation(options: UpgradeOptions, organisation: string): Promise<void> {
  const upgrade = await planUpgrade(options);
  const { plan, code, committed, definition, isCommitted, report } = upgrade;
  if (!plan.organisations.some((each) => each.organisation.name === organisation)) {
    throw new QuanchengError('TOPOLOGY_INVALID', `there is no organisation ${organisation}`);
  }
  const { version, sequence } = committed;
  const present = { ...plan.topology.chaincode, version, sequence };
  if (code === upgrade.state.current) {
    // Back to what runs everywhere: the peers must not be sent away from a code that is about to end.
    await approveWith(upgrade, organisation, present);
    await startBeside(upgrade, [organisation]);
  } else {
    await startBeside(upgrade, [organisation]);
    report(`${organisation} answers with ${code.packageId}`);
    await approveWith(upgrade, organisation, present);
    if (!isCommitted) {
      await approveWith(upgrade, organisation, definition);
    }
  }
  await untilTakenUp(upgrade, sequence);
}

/** Waits until every peer knows the definition of this sequence and its chaincode answers. */
async function untilTakenUp({ plan, binaries }: Upgrade, sequence: number): Promise<void> {
  const running = { assertAlive: () => undefined };
  await Promise.all(
    plan.peers.map((peer) =>
      waitUntil(`${peer.id} has taken sequence ${sequence} up`, running, patience, async () => {
        const known = await committedDefinition(plan, binaries, peer);
        if (known.sequence < sequence) {
          throw new Error(`${peer.id} is at sequence ${known.sequence}`);
        }
        await assertAnswering({ plan, binaries }, peer);
      }),
    ),
  );
}

/** Remembers the new definition and code, and ends the old one. */
async function completeUpgrade({ plan, ports, definition, code, report }: Upgrade): Promise<void> {
  // First the topology: with it and the old state of the chaincode both codes run, and this is done again.
  await writeNetworkState(withDefinition(plan, definition), ports);
  await writeChaincodeState(plan.folder, { current: code, next: {} });
  await askKeeper(plan.folder, { action: 'serve' }, report);
}
