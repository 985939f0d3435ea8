import { createHash } from 'node:crypto';
import type { Proposal, ProposalOptions } from '@hyperledger/fabric-gateway';
import { common, gateway as gatewayMessages, peer } from '@hyperledger/fabric-protos';
import type { Session } from './session.js';

interface Alteration {
  /** Added to the channel header's timestamp, in seconds. */
  readonly shiftSeconds?: number;
  readonly transactionId?: string;
  /** Replaces the signature. */
  readonly signature?: Uint8Array;
}

function alterHeader(header: common.Header, { shiftSeconds, transactionId }: Alteration): void {
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  if (shiftSeconds !== undefined) {
    const timestamp = channelHeader.getTimestamp()!;
    timestamp.setSeconds(timestamp.getSeconds() + shiftSeconds);
    channelHeader.setTimestamp(timestamp);
  }
  if (transactionId !== undefined) {
    channelHeader.setTxId(transactionId);
  }
  header.setChannelHeader(channelHeader.serializeBinary());
}

/** A proposal as the official client makes it, then altered and, unless a signature is given, signed again. */
export async function alteredProposal(
  { contract, gateway, sign }: Session,
  name: string,
  options: ProposalOptions,
  alteration: Alteration,
): Promise<Proposal> {
  const proposed = gatewayMessages.ProposedTransaction.deserializeBinary(
    contract.newProposal(name, options).getBytes(),
  );
  const signed = proposed.getProposal()!;
  const proposal = peer.Proposal.deserializeBinary(signed.getProposalBytes_asU8());
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  alterHeader(header, alteration);
  proposal.setHeader(header.serializeBinary());
  const bytes = proposal.serializeBinary();
  signed.setProposalBytes(bytes);
  proposed.setProposal(signed);
  if (alteration.transactionId !== undefined) {
    proposed.setTransactionId(alteration.transactionId);
  }
  const signature = alteration.signature ?? (await sign(createHash('sha256').update(bytes).digest()));
  return gateway.newSignedProposal(proposed.serializeBinary(), signature);
}
