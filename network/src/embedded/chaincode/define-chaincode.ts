import { randomBytes } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';
import { formatPayload, newResponse } from '../endorsement/endorser.js';
import { type EndorsingPeer, endorse } from '../endorsement/endorsing-peers.js';
import { prepareTransaction } from '../endorsement/prepared-transaction.js';
import type { Members } from '../identities/members.js';
import type { SigningIdentity } from '../../msp/signing-identity.js';
import type { StateSnapshot } from '../ledger/state-snapshot.js';
import { transactionIdOf } from '../proposal/check-proposal.js';
import { type Proposal, parseProposal } from '../proposal/proposal.js';
import { newTimestamp } from '../proposal/timestamp.js';
import { TransactionSimulator } from '../simulation/transaction-simulator.js';
import {
  type ChaincodeDefinition,
  formatApplicationPolicy,
  formatDefinition,
  lifecycleNamespace,
} from './chaincode-definition.js';

/** Who proposes and who endorses a definition. */
export interface DefinitionContext {
  readonly channel: string;
  readonly administrator: SigningIdentity;
  readonly peers: readonly EndorsingPeer[];
  readonly members: Members;
}

/** The signed transaction by which the organisations agree on a chaincode definition, as `peer lifecycle` makes it. */
export async function newDefinitionTransaction(
  definition: ChaincodeDefinition,
  snapshot: StateSnapshot,
  { channel, administrator, peers, members }: DefinitionContext,
): Promise<common.Envelope> {
  const proposal = newProposal(definition, channel, administrator);
  const results = await simulate(definition, snapshot, proposal.transactionId);
  const chaincode = { name: lifecycleNamespace, version: 'syscc' };
  const response = newResponse({
    status: 200,
    payload: new peer.lifecycle.CommitChaincodeDefinitionResult().serializeBinary(),
  });
  const payload = formatPayload(proposal, chaincode, response, results, undefined);
  const endorsements = peers.map((each) => endorse(each, payload, members));
  const envelope = prepareTransaction(proposal, payload, endorsements);
  envelope.setSignature(administrator.sign(envelope.getPayload_asU8()));
  return envelope;
}

/** Writes only the fields that change, as Fabric's lifecycle does. */
async function simulate(
  definition: ChaincodeDefinition,
  snapshot: StateSnapshot,
  transactionId: string,
): Promise<Uint8Array> {
  const simulator = new TransactionSimulator(snapshot, lifecycleNamespace, transactionId);
  try {
    for (const [key, value] of formatDefinition(definition)) {
      if (!simulator.get(key).equals(value)) {
        simulator.put(key, value);
      }
    }
    return simulator.finish();
  } finally {
    await simulator.close();
  }
}

function newProposal(
  definition: ChaincodeDefinition,
  channel: string,
  administrator: SigningIdentity,
): Proposal {
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(administrator.serialised);
  signatureHeader.setNonce(randomBytes(24));
  const chaincode = new peer.ChaincodeID();
  chaincode.setName(lifecycleNamespace);
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincode);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setTimestamp(newTimestamp(new Date()));
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(transactionIdOf(signatureHeader));
  channelHeader.setExtension$(extension.serializeBinary());
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(newInvocation(definition, chaincode).serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload.serializeBinary());
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  return parseProposal(signed);
}

function newInvocation(
  { name, version, sequence, policy }: ChaincodeDefinition,
  lifecycle: peer.ChaincodeID,
): peer.ChaincodeInvocationSpec {
  const agreed = new peer.lifecycle.CommitChaincodeDefinitionArgs();
  agreed.setSequence(sequence);
  agreed.setName(name);
  agreed.setVersion(version);
  agreed.setEndorsementPlugin('escc');
  agreed.setValidationPlugin('vscc');
  agreed.setValidationParameter(formatApplicationPolicy(policy));
  const input = new peer.ChaincodeInput();
  input.setArgsList([Buffer.from('CommitChaincodeDefinition'), agreed.serializeBinary()]);
  const specification = new peer.ChaincodeSpec();
  specification.setType(peer.ChaincodeSpec.Type.GOLANG);
  specification.setChaincodeId(lifecycle);
  specification.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(specification);
  return invocation;
}
