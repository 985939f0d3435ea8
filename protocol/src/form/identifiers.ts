import { isHex } from '../bytes/hex.js';
import { QuanchengError } from '../errors/quancheng-error.js';

declare const ledgerIdBrand: unique symbol;
declare const participantIdBrand: unique symbol;
declare const recordIdBrand: unique symbol;

/** 32 hex digits, random: which ledger. */
export type LedgerId = string & { readonly [ledgerIdBrand]: true };
/** Who: an organisation's is its 统一社会信用代码. */
export type ParticipantId = string & { readonly [participantIdBrand]: true };
/** Which record, within the first signer's participant; `<batch's RecordId>.<index>` for a batch member. */
export type RecordId = string & { readonly [recordIdBrand]: true };

const PARTICIPANT = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const RECORD = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}(?:\.(?:0|[1-9]\d{0,3}))?$/;

export function isLedgerId(value: unknown): value is LedgerId {
  return isHex(value, 16);
}

export function isParticipantId(value: unknown): value is ParticipantId {
  return typeof value === 'string' && PARTICIPANT.test(value);
}

/** Whether this is a record's id, a batch member's included. */
export function isRecordId(value: unknown): value is RecordId {
  return typeof value === 'string' && RECORD.test(value);
}

/** Whether this is the id of a single record, a batch or a command, and not a batch member's. */
export function isPlainRecordId(value: unknown): value is RecordId {
  return isRecordId(value) && !value.includes('.');
}

/** @throws STATEMENT_INVALID */
export function parseLedgerId(value: unknown): LedgerId {
  if (!isLedgerId(value)) throw new QuanchengError('STATEMENT_INVALID', 'not a LedgerId');
  return value;
}

/** @throws STATEMENT_INVALID */
export function parseParticipantId(value: unknown): ParticipantId {
  if (!isParticipantId(value)) throw new QuanchengError('STATEMENT_INVALID', 'not a ParticipantId');
  return value;
}

/** @throws STATEMENT_INVALID */
export function parseRecordId(value: unknown): RecordId {
  if (!isRecordId(value)) throw new QuanchengError('STATEMENT_INVALID', 'not a RecordId');
  return value;
}
