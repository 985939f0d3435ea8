import { common } from '@hyperledger/fabric-protos';
import type { NodeRole } from '../../msp/node-role.js';
import { sha256 } from '../cryptography/digest.js';
import type { Member, Members } from '../identities/members.js';
import { writers } from '../identities/members.js';
import type { Proposal } from './proposal.js';

/** How far a proposal's time may lie from the endorser's clock (core.yaml: peer.authentication.timewindow). */
const timeWindow = 15 * 60 * 1000;

/** What a check needs to know of the node. */
export interface ProposalContext {
  readonly members: Members;
  readonly now: () => number;
  readonly isKnownTransaction: (transactionId: string) => boolean;
}

/** A refusal by the filters before the endorser proper: wrong time, expired certificate. */
export class ProposalExpired extends Error {}

/** Transaction id of a nonce and a creator: hexadecimal SHA-256 of both. */
export function transactionIdOf(signatureHeader: common.SignatureHeader): string {
  return sha256(signatureHeader.getNonce_asU8(), signatureHeader.getCreator_asU8()).toString('hex');
}

/**
 * The checks of a peer before it runs anything: time window, headers, transaction id, creator, signature, no replay.
 * Messages are Fabric's.
 * @throws Error with the reason.
 */
export function checkProposal(
  proposal: Proposal,
  { members, now, isKnownTransaction }: ProposalContext,
): Member {
  checkTime(proposal, now());
  checkHeaders(proposal);
  const member = authenticate(proposal, members);
  if (member.notAfter.getTime() < now()) {
    throw new ProposalExpired('proposal client identity expired');
  }
  if (proposal.channel !== '' && isKnownTransaction(proposal.transactionId)) {
    throw new Error(
      `duplicate transaction found [${proposal.transactionId}]. Creator [${creatorHex(proposal)}]`,
    );
  }
  return member;
}

/** @throws Error if the creator's role is not among those that may do what the proposal asks for. */
export function checkRole({ role, mspId }: Member, allowed: readonly NodeRole[]): void {
  if (!allowed.includes(role)) {
    const policy = allowed === writers ? 'Writers' : 'Readers';
    throw new Error(
      `failed evaluating policy on signed data during check policy [/Channel/Application/${policy}]: [${role} of ${mspId} is not among them]`,
    );
  }
}

function checkTime({ channelHeader }: Proposal, now: number): void {
  const time = channelHeader.getTimestamp()?.toDate() ?? new Date(0);
  if (Math.abs(time.getTime() - now) > timeWindow) {
    throw new ProposalExpired(
      `request unauthorized due to incorrect timestamp ${seconds(time)}, peer time ${seconds(new Date(now))}, peer.authentication.timewindow 15m0s`,
    );
  }
}

function checkHeaders({ channelHeader, signatureHeader, transactionId }: Proposal): void {
  const type = channelHeader.getType();
  if (type !== common.HeaderType.ENDORSER_TRANSACTION && type !== common.HeaderType.CONFIG) {
    throw new Error(`error validating proposal: invalid header type ${type}`);
  }
  if (channelHeader.getEpoch() !== 0) {
    throw new Error('error validating proposal: epoch is non-zero');
  }
  if (signatureHeader.getNonce_asU8().length === 0) {
    throw new Error('error validating proposal: nonce is empty');
  }
  if (signatureHeader.getCreator_asU8().length === 0) {
    throw new Error('error validating proposal: creator is empty');
  }
  const expected = transactionIdOf(signatureHeader);
  if (transactionId !== expected) {
    throw new Error(
      `error validating proposal: incorrectly computed txid '${transactionId}' -- expected '${expected}'`,
    );
  }
}

function authenticate({ signed, signatureHeader, channel }: Proposal, members: Members): Member {
  let member: Member;
  try {
    member = members.recognise(signatureHeader.getCreator_asU8());
  } catch (cause) {
    const reason = 'creator org unknown, creator is malformed';
    throw new Error(`error validating proposal: access denied: channel [${channel}] ${reason}`, { cause });
  }
  if (!members.isSignature(member, signed.getProposalBytes_asU8(), signed.getSignature_asU8())) {
    throw new Error(
      `error validating proposal: access denied: channel [${channel}] creator org [${member.mspId}]`,
    );
  }
  return member;
}

function creatorHex({ signatureHeader }: Proposal): string {
  return Buffer.from(signatureHeader.getCreator_asU8()).toString('hex');
}

function seconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
