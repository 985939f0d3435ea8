import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endorsementPolicy, formatSignaturePolicy } from '../../topology/endorsement-policy.js';
import type { ChaincodeCode } from '../chaincode/chaincode-code.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import type { NetworkPlan, PeerPlan } from '../network-plan.js';
import { packChaincodeService } from './chaincode-package.js';
import { endorserOptions, firstOrderer, ordererOptions, runPeerCommand } from './peer-command.js';

const lifecycle = ['lifecycle', 'chaincode'] as const;

/** A definition as the network knows it, or as an organisation approved it. */
export interface KnownDefinition {
  readonly sequence: number;
  readonly version: string;
}

export interface ApprovedDefinition extends KnownDefinition {
  /** The package with which the organisation answers for it. */
  readonly packageId: string | undefined;
}

function channelOptions({ channel }: NetworkPlan['topology']): string[] {
  return ['--channelID', channel, '--output', 'json'];
}

function definitionOptions({ topology }: NetworkPlan): string[] {
  const { name, version, sequence } = topology.chaincode;
  const policy = formatSignaturePolicy(endorsementPolicy(topology));
  const channel = ['--channelID', topology.channel, '--name', name];
  return [...channel, '--version', version, '--sequence', String(sequence), '--signature-policy', policy];
}

/** The committed definition as one peer knows it; sequence 0 if there is none. */
export async function committedDefinition(
  { topology }: NetworkPlan,
  binaries: FabricBinaries,
  peer: PeerPlan,
): Promise<KnownDefinition> {
  const answer = await runPeerCommand(
    binaries,
    peer,
    ...lifecycle,
    'querycommitted',
    ...channelOptions(topology),
  );
  const { chaincode_definitions: definitions = [] } = JSON.parse(answer) as {
    chaincode_definitions?: (KnownDefinition & { name: string })[];
  };
  return definitions.find(({ name }) => name === topology.chaincode.name) ?? { sequence: 0, version: '' };
}

/** What the peer's organisation approved for a sequence; undefined if nothing. */
export async function approvedDefinition(
  { topology }: NetworkPlan,
  binaries: FabricBinaries,
  peer: PeerPlan,
  sequence: number,
): Promise<ApprovedDefinition | undefined> {
  const wanted = ['--name', topology.chaincode.name, '--sequence', String(sequence)];
  const options = [...channelOptions(topology), ...wanted];
  // Where nothing was approved the command fails, and a peer that cannot be reached fails what follows.
  const answer = await runPeerCommand(binaries, peer, ...lifecycle, 'queryapproved', ...options).catch(
    () => undefined,
  );
  if (answer === undefined) {
    return undefined;
  }
  const { source, ...definition } = JSON.parse(answer) as KnownDefinition & {
    source?: { Type?: { LocalPackage?: { package_id?: string } } };
  };
  return { ...definition, packageId: source?.Type?.LocalPackage?.package_id };
}

async function writePackage(folder: string, code: ChaincodeCode): Promise<string> {
  const file = join(folder, 'code', `${code.packageId.replace(':', '_')}.tar.gz`);
  if (!existsSync(file)) {
    const { bytes } = await packChaincodeService(code);
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, bytes);
    await rename(unfinished, file);
  }
  return file;
}

/** Installs a code's package on peers that don't have it. */
export async function install(
  plan: NetworkPlan,
  binaries: FabricBinaries,
  peers: readonly PeerPlan[],
  code: ChaincodeCode,
): Promise<void> {
  const file = await writePackage(plan.folder, code);
  await Promise.all(
    peers.map(async (peer) => {
      const query = [...lifecycle, 'queryinstalled', '--output', 'json'];
      const installed = await runPeerCommand(binaries, peer, ...query);
      if (!installed.includes(`"${code.packageId}"`)) {
        await runPeerCommand(binaries, peer, ...lifecycle, 'install', file);
      }
    }),
  );
}

/** Approves the plan's definition for the peer's organisation, which answers for it with this package. */
export async function approve(
  plan: NetworkPlan,
  binaries: FabricBinaries,
  peer: PeerPlan,
  packageId: string,
): Promise<void> {
  const orderer = ordererOptions(firstOrderer(plan), peer.organisation);
  const options = [...definitionOptions(plan), '--package-id', packageId, ...orderer];
  await runPeerCommand(binaries, peer, ...lifecycle, 'approveformyorg', ...options).catch(
    (error: unknown) => {
      // This approval was given before: in an attempt that was cut short.
      if (!(error instanceof Error) || !error.message.includes('unchanged content')) {
        throw error;
      }
    },
  );
}

/** Commits the plan's definition, endorsed by all organisations. */
export async function commit(plan: NetworkPlan, binaries: FabricBinaries, peer: PeerPlan): Promise<void> {
  const orderer = ordererOptions(firstOrderer(plan), peer.organisation);
  const options = [...definitionOptions(plan), ...orderer, ...endorserOptions(plan)];
  await runPeerCommand(binaries, peer, ...lifecycle, 'commit', ...options);
}

/** The first peer of each organisation; it speaks for the organisation. */
export function leadingPeers({ organisations, peers }: NetworkPlan): PeerPlan[] {
  return organisations.flatMap((each) =>
    peers.filter(({ organisation }) => organisation === each).slice(0, 1),
  );
}
