import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endorsementPolicy, formatSignaturePolicy } from '../../topology/endorsement-policy.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import type { NetworkPlan, PeerPlan } from '../network-plan.js';
import type { ChaincodePackage } from './chaincode-package.js';
import { endorserOptions, firstOrderer, ordererOptions, runPeerCommand } from './peer-command.js';

const lifecycle = ['lifecycle', 'chaincode'] as const;

function definitionOptions({ topology }: NetworkPlan): string[] {
  const { name, version, sequence } = topology.chaincode;
  const policy = formatSignaturePolicy(endorsementPolicy(topology));
  const channel = ['--channelID', topology.channel, '--name', name];
  return [...channel, '--version', version, '--sequence', String(sequence), '--signature-policy', policy];
}

/** The sequence of the committed definition; 0 if there is none. */
async function committedSequence(
  plan: NetworkPlan,
  binaries: FabricBinaries,
  peer: PeerPlan,
): Promise<number> {
  const channel = ['--channelID', plan.topology.channel, '--output', 'json'];
  const answer = await runPeerCommand(binaries, peer, ...lifecycle, 'querycommitted', ...channel);
  const { chaincode_definitions: definitions = [] } = JSON.parse(answer) as {
    chaincode_definitions?: { name: string; sequence: number }[];
  };
  return definitions.find(({ name }) => name === plan.topology.chaincode.name)?.sequence ?? 0;
}

async function install(
  binaries: FabricBinaries,
  peer: PeerPlan,
  chaincode: ChaincodePackage,
  file: string,
): Promise<void> {
  const installed = await runPeerCommand(binaries, peer, ...lifecycle, 'queryinstalled', '--output', 'json');
  if (!installed.includes(chaincode.id)) {
    await runPeerCommand(binaries, peer, ...lifecycle, 'install', file);
  }
}

async function approve(
  plan: NetworkPlan,
  binaries: FabricBinaries,
  peer: PeerPlan,
  packageId: string,
): Promise<void> {
  const options = [
    ...definitionOptions(plan),
    '--package-id',
    packageId,
    ...ordererOptions(firstOrderer(plan), peer.organisation),
  ];
  await runPeerCommand(binaries, peer, ...lifecycle, 'approveformyorg', ...options).catch(
    (error: unknown) => {
      // This approval was given before: in an attempt that was cut short.
      if (!(error instanceof Error) || !error.message.includes('unchanged content')) {
        throw error;
      }
    },
  );
}

/** The first peer of each organisation; it speaks for the organisation. */
function leadingPeers({ organisations, peers }: NetworkPlan): PeerPlan[] {
  return organisations.flatMap((each) =>
    peers.filter(({ organisation }) => organisation === each).slice(0, 1),
  );
}

/**
 * Installs the package on all peers and, unless this sequence is already committed, lets every organisation approve the
 * topology's chaincode definition and commits it.
 */
export async function defineChaincode(
  plan: NetworkPlan,
  binaries: FabricBinaries,
  chaincode: ChaincodePackage,
): Promise<void> {
  const file = join(plan.folder, 'chaincode.tar.gz');
  await writeFile(file, chaincode.bytes);
  await Promise.all(plan.peers.map((peer) => install(binaries, peer, chaincode, file)));
  const leading = leadingPeers(plan);
  const [first] = leading;
  if (
    first === undefined ||
    (await committedSequence(plan, binaries, first)) >= plan.topology.chaincode.sequence
  ) {
    return;
  }
  await Promise.all(leading.map((peer) => approve(plan, binaries, peer, chaincode.id)));
  const options = [
    ...definitionOptions(plan),
    ...ordererOptions(firstOrderer(plan), first.organisation),
    ...endorserOptions(plan),
  ];
  await runPeerCommand(binaries, first, ...lifecycle, 'commit', ...options);
}
