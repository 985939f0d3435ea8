import { newMspRegistry } from '../../msp/msp-registry.js';
import { endorsementPolicy } from '../../topology/endorsement-policy.js';
import type { QuanchengError } from '@quancheng/protocol';
import type { Topology } from '../../topology/topology.js';
import { bftQuorum } from '../channel/bft-quorum.js';
import type { ChannelDescription, Consenter } from '../channel/channel-members.js';
import { newGenesisBlock } from '../channel/genesis-block.js';
import { lifecycleNamespace, readDefinition } from '../chaincode/chaincode-definition.js';
import type { ContractRuntime } from '../chaincode/contract-runtime.js';
import { newDefinitionTransaction } from '../chaincode/define-chaincode.js';
import type { EndorserContext } from '../endorsement/endorser.js';
import type { EndorsingPeer } from '../endorsement/endorsing-peers.js';
import { Members } from '../identities/members.js';
import { SigningIdentity } from '../../msp/signing-identity.js';
import { readBlockEffects } from '../ledger/block-effects.js';
import type { Chain } from '../ledger/chain.js';
import { newHistoryReader } from '../ledger/read-history.js';
import { Admission } from '../ordering/admission.js';
import type { BlockCutting } from '../ordering/block-cutting.js';
import { newBlockWriter } from '../ordering/block-writer.js';
import { Orderer } from '../ordering/orderer.js';
import { newPolicyLookup } from '../policy/policy-lookup.js';
import { formatSignaturePolicy } from '../policy/signature-policy.js';
import { newConfigurationChaincode } from '../system/configuration-chaincode.js';
import { newLifecycleChaincode } from '../system/lifecycle-chaincode.js';
import { newQueryChaincode } from '../system/query-chaincode.js';
import { CommitNotifier } from '../services/commit-notifier.js';
import type { EmbeddedChannel } from './embedded-channel.js';
import type { NodeMaterial } from './node-material.js';

/** Everything that a channel is made of. */
export interface ChannelParts {
  readonly topology: Topology;
  readonly material: NodeMaterial;
  readonly chain: Chain;
  readonly runtime: ContractRuntime;
  readonly blockCutting: BlockCutting;
  readonly host: string;
  /** One for each organisation's peer, in their order. */
  readonly ports: readonly number[];
  readonly closing: AbortSignal;
  /** Told once if a block cannot be written. */
  readonly onFailure: ((reason: QuanchengError) => void) | undefined;
}

/** Opens the channel on its chain; writes block 0 and the chaincode's definition if they are not there. */
export async function openChannel(
  parts: ChannelParts,
): Promise<{ readonly channel: EmbeddedChannel; readonly orderer: Orderer }> {
  const { topology, material, chain, blockCutting, closing } = parts;
  const consenters = listConsenters(parts);
  await writeGenesis(chain, describeChannel(parts, consenters));
  const mspIds = topology.organisations.map(({ mspId }) => mspId);
  const members = new Members(newMspRegistry(material.organisations.map(({ definition }) => definition)));
  const peers = listPeers(parts);
  const policies = newPolicyLookup(chain.store, mspIds);
  const context = { channel: topology.channel, members, policies };
  const write = newBlockWriter(chain, context, listBlockSigners(parts));
  await defineChaincode(parts, { members, peers, write });
  const commits = new CommitNotifier(chain);
  const orderer = new Orderer(blockCutting, write, (reason) => {
    commits.close(reason);
    parts.onFailure?.(reason);
  });
  const channel: EmbeddedChannel = {
    name: topology.channel,
    chain,
    members,
    peers,
    policy: endorsementPolicy(topology),
    endorser: newEndorserContext(parts, members),
    admission: newAdmission(topology.channel, members, orderer, chain),
    commits,
    orderers: consenters.map(({ mspId, host, port }) => ({ mspId, address: `${host}:${port}` })),
    closing,
  };
  return { channel, orderer };
}

function newEndorserContext({ topology, chain, runtime }: ChannelParts, members: Members): EndorserContext {
  const { channel, organisations } = topology;
  const { name, version } = topology.chaincode;
  const mspIds = organisations.map(({ mspId }) => mspId);
  return {
    members,
    now: Date.now,
    isKnownTransaction: (id) => chain.store.transactionPlace(id) !== undefined,
    chaincode: { name, version, runtime },
    newSnapshot: () => chain.store.snapshot(),
    readHistory: newHistoryReader(chain, name),
    collections: { channel, mspIds: new Set(mspIds), store: chain.privateStore },
    systemChaincodes: new Map([
      ['qscc', newQueryChaincode(channel, chain)],
      ['cscc', newConfigurationChaincode(channel, chain)],
      [lifecycleNamespace, newLifecycleChaincode(name, mspIds, chain)],
    ]),
  };
}

function newAdmission(channel: string, members: Members, orderer: Orderer, chain: Chain): Admission {
  const admission = new Admission(channel, members, orderer);
  chain.subscribe((_block, { transactions }) => {
    for (const { transactionId } of transactions) {
      admission.markOrdered(transactionId);
    }
  });
  return admission;
}

function describeChannel(
  { topology, material, blockCutting }: ChannelParts,
  consenters: readonly Consenter[],
): ChannelDescription {
  const organisations = material.organisations.map(({ organisation: { name }, definition }) => ({
    name,
    definition,
  }));
  return { channel: topology.channel, organisations, consenters, blockCutting };
}

async function writeGenesis(chain: Chain, description: ChannelDescription): Promise<void> {
  if (chain.height === 0) {
    const block = newGenesisBlock(description);
    await chain.append(block, readBlockEffects(block));
  }
}

/** Commits the chaincode's definition if the channel has none or another version or policy. */
async function defineChaincode(
  { topology, material, chain }: ChannelParts,
  {
    members,
    peers,
    write,
  }: {
    members: Members;
    peers: readonly EndorsingPeer[];
    write: (envelopes: readonly Uint8Array[]) => Promise<void>;
  },
): Promise<void> {
  const { name, version } = topology.chaincode;
  const policy = formatSignaturePolicy(endorsementPolicy(topology));
  const present = readDefinition(name, (key) => chain.store.state(lifecycleNamespace, key));
  const [first] = material.organisations;
  const isSamePolicy =
    present && Buffer.from(present.policy.serializeBinary()).equals(policy.serializeBinary());
  if (first === undefined || (present?.version === version && isSamePolicy === true)) {
    return;
  }
  const definition = { name, version, policy, sequence: (present?.sequence ?? 0) + 1 };
  const administrator = new SigningIdentity(first.admin);
  const context = { channel: topology.channel, administrator, peers, members };
  const envelope = await newDefinitionTransaction(definition, chain.store.snapshot(), context);
  await write([envelope.serializeBinary()]);
}

function listPeers({ material, host, ports }: ChannelParts): EndorsingPeer[] {
  return material.organisations.map(({ organisation: { mspId }, peer }, index) => ({
    mspId,
    address: `${host}:${ports[index] ?? 0}`,
    identity: new SigningIdentity(peer),
  }));
}

function listConsenters({ topology, material, host, ports: [port = 0] }: ChannelParts): Consenter[] {
  return topology.orderers.flatMap(({ organisation }, index) => {
    const owner = material.organisations.find((each) => each.organisation.name === organisation);
    return owner === undefined
      ? []
      : {
          id: index + 1,
          mspId: owner.organisation.mspId,
          host,
          port,
          certificate: owner.orderer.certificate,
          tlsCertificate: material.tls.certificate,
        };
  });
}

/** A quorum of the orderers signs: more would add bytes, fewer would not pass the channel's BlockValidation policy. */
function listBlockSigners({ topology, material }: ChannelParts) {
  return topology.orderers
    .slice(0, bftQuorum(topology.orderers.length))
    .flatMap(({ organisation }, index) => {
      const owner = material.organisations.find((each) => each.organisation.name === organisation);
      if (owner === undefined) {
        return [];
      }
      const identity = new SigningIdentity(owner.orderer);
      return { consenterId: index + 1, sign: (message: Uint8Array) => identity.sign(message) };
    });
}
