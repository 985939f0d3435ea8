import { common, peer } from '@hyperledger/fabric-protos';
import type { Members } from '../identities/members.js';
import { parseEndorsedAction, parseHeader } from '../validation/transaction-parts.js';
import { type ValidationContext, isSignedByCreator } from '../validation/validate-envelope.js';
import type { LedgerFinding } from './finding.js';

/** A flag that is stored and the one that validation yields. */
export interface FlagMismatch {
  readonly block: number;
  readonly transaction: number;
  readonly flag: number;
  readonly validationCode: number;
}

/** Says why a transaction's flag is not the one that it should have: which signature fails, or the flag itself. */
export function explainMismatch(
  envelope: Uint8Array,
  mismatch: FlagMismatch,
  context: Pick<ValidationContext, 'channel' | 'members'>,
): LedgerFinding[] {
  const { block, transaction, flag, validationCode } = mismatch;
  const place = { block, transaction };
  const detail = `stored is ${flagName(flag)}, but it is ${flagName(validationCode)}`;
  const reasons = flag === peer.TxValidationCode.VALID ? findBadSignatures(envelope, context) : [];
  if (validationCode === peer.TxValidationCode.ENDORSEMENT_POLICY_FAILURE) {
    reasons.push({ code: 'LEDGER_ENDORSEMENT_POLICY_FAILED', detail });
  }
  const found = reasons.length > 0 ? reasons : [{ code: 'LEDGER_FLAG_MISMATCH', detail } as const];
  return found.map((each) => ({ ...each, ...place }));
}

type Reason = Pick<LedgerFinding, 'code' | 'detail'>;

function findBadSignatures(
  bytes: Uint8Array,
  context: Pick<ValidationContext, 'channel' | 'members'>,
): Reason[] {
  try {
    const envelope = common.Envelope.deserializeBinary(bytes);
    const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
    const isSigned = isSignedByCreator(envelope, parseHeader(payload), context);
    const detail = 'the signature of its creator does not verify';
    const creator: Reason[] = isSigned ? [] : [{ code: 'LEDGER_CREATOR_SIGNATURE_INVALID', detail }];
    return [...creator, ...findBadEndorsements(payload.getData_asU8(), context.members)];
  } catch {
    return [];
  }
}

function findBadEndorsements(transaction: Uint8Array, members: Members): Reason[] {
  const { endorsements, responsePayload } = parseEndorsedAction(transaction);
  return endorsements.flatMap((endorsement, index) =>
    isEndorsed(endorsement, responsePayload, members)
      ? []
      : [{ code: 'LEDGER_ENDORSEMENT_INVALID', detail: `endorsement ${index} does not verify` } as const],
  );
}

function isEndorsed(endorsement: peer.Endorsement, responsePayload: Uint8Array, members: Members): boolean {
  const endorser = endorsement.getEndorser_asU8();
  try {
    const message = Buffer.concat([responsePayload, endorser]);
    return members.isSignature(members.recognise(endorser), message, endorsement.getSignature_asU8());
  } catch {
    return false;
  }
}

function flagName(flag: number): string {
  const found = Object.entries(peer.TxValidationCode).find(([, value]) => value === flag);
  return found?.[0] ?? `unknown (${flag})`;
}
