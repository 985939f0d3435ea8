import { common, peer } from '@hyperledger/fabric-protos';
import type { Members } from '../identities/members.js';
import { transactionIdOf } from '../proposal/check-proposal.js';
import { sha256 } from '../cryptography/digest.js';
import { attempt } from './attempt.js';
import { validateAction } from './validate-action.js';
import type { PolicyLookup } from './validate-action.js';
import {
  type EndorsedAction,
  type NamespaceReadWriteSet,
  type TransactionHeader,
  parseEndorsedAction,
  parseHeader,
} from './transaction-parts.js';
import type { ValidationCode } from './validation-code.js';

const { TxValidationCode } = peer;

export interface ValidationContext {
  readonly channel: string;
  readonly members: Members;
  readonly policies: PolicyLookup;
  readonly isKnownTransaction: (transactionId: string) => boolean;
}

/** What an envelope's bytes alone, and the transactions before its block, say about it. */
export interface EnvelopeVerdict {
  /** Empty if the envelope has none that can be read. */
  readonly transactionId: string;
  readonly code: ValidationCode;
  /** Of a valid transaction; still to be held against the state. */
  readonly sets: readonly NamespaceReadWriteSet[];
}

/**
 * Validates an envelope from its bytes in the order of a Fabric committer (core/common/validation, txvalidator/v20):
 * form, creator, transaction id, proposal hash, replay, endorsement policies. Trusts nothing that was checked when the
 * transaction was endorsed or submitted.
 */
export function validateEnvelope(bytes: Uint8Array, context: ValidationContext): EnvelopeVerdict {
  const envelope = attempt(() => common.Envelope.deserializeBinary(bytes));
  if (envelope === undefined) {
    return invalid('', TxValidationCode.INVALID_OTHER_REASON);
  }
  const payload = attempt(() => common.Payload.deserializeBinary(envelope.getPayload_asU8()));
  if (payload === undefined) {
    return invalid('', TxValidationCode.BAD_PAYLOAD);
  }
  const header = attempt(() => parseHeader(payload));
  if (header === undefined || !isCommonHeader(header)) {
    return invalid(header?.channelHeader.getTxId() ?? '', TxValidationCode.BAD_COMMON_HEADER);
  }
  const transactionId = header.channelHeader.getTxId();
  if (!isSignedByCreator(envelope, header, context)) {
    return invalid(transactionId, TxValidationCode.BAD_CREATOR_SIGNATURE);
  }
  if (header.channelHeader.getType() !== common.HeaderType.ENDORSER_TRANSACTION) {
    return invalid(transactionId, TxValidationCode.UNSUPPORTED_TX_PAYLOAD);
  }
  return validateTransaction(payload.getData_asU8(), header, context);
}

function validateTransaction(
  data: Uint8Array,
  header: TransactionHeader,
  context: ValidationContext,
): EnvelopeVerdict {
  const transactionId = header.channelHeader.getTxId();
  if (transactionId !== transactionIdOf(header.signatureHeader)) {
    return invalid(transactionId, TxValidationCode.BAD_PROPOSAL_TXID);
  }
  const action = attempt(() => parseEndorsedAction(data));
  if (action === undefined || !isAnswerTo(header, action)) {
    return invalid(transactionId, TxValidationCode.INVALID_ENDORSER_TRANSACTION);
  }
  if (context.isKnownTransaction(transactionId)) {
    return invalid(transactionId, TxValidationCode.DUPLICATE_TXID);
  }
  return { transactionId, ...validateAction(header.channelHeader, action, context) };
}

function isCommonHeader({ channelHeader, signatureHeader }: TransactionHeader): boolean {
  const { CONFIG, CONFIG_UPDATE, ENDORSER_TRANSACTION } = common.HeaderType;
  const types: readonly number[] = [ENDORSER_TRANSACTION, CONFIG_UPDATE, CONFIG];
  return (
    types.includes(channelHeader.getType()) &&
    channelHeader.getEpoch() === 0 &&
    signatureHeader.getNonce_asU8().length > 0 &&
    signatureHeader.getCreator_asU8().length > 0
  );
}

/** Another channel has no members here, so that its envelopes fail as badly signed ones do. */
export function isSignedByCreator(
  envelope: common.Envelope,
  { channelHeader, signatureHeader }: TransactionHeader,
  { channel, members }: Pick<ValidationContext, 'channel' | 'members'>,
): boolean {
  const member = attempt(() => members.recognise(signatureHeader.getCreator_asU8()));
  return (
    member !== undefined &&
    channelHeader.getChannelId() === channel &&
    members.isSignature(member, envelope.getPayload_asU8(), envelope.getSignature_asU8())
  );
}

/** True if the endorsed proposal hash is that of this header and this input. */
function isAnswerTo({ channelHeaderBytes }: TransactionHeader, action: EndorsedAction): boolean {
  const header = attempt(() => common.SignatureHeader.deserializeBinary(action.signatureHeader));
  if (header === undefined || header.getNonce_asU8().length === 0 || header.getCreator_asU8().length === 0) {
    return false;
  }
  const hash = sha256(channelHeaderBytes, action.signatureHeader, action.proposalPayload);
  return hash.equals(action.proposalHash);
}

function invalid(transactionId: string, code: ValidationCode): EnvelopeVerdict {
  return { transactionId, code, sets: [] };
}
