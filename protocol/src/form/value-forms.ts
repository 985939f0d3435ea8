import { decodeBase64 } from '../bytes/base64.js';
import { isHex } from '../bytes/hex.js';
import type { JsonValue } from '../json/json-value.js';
import { isKeyId, type KeyId } from '../signature/key-id.js';
import type { Form } from './form.js';
import {
  isLedgerId,
  isParticipantId,
  isPlainRecordId,
  isRecordId,
  type LedgerId,
  type ParticipantId,
  type RecordId,
} from './identifiers.js';
import { isOrigin, isText } from './text.js';
import { isTime } from './time.js';

/** Strings that a test accepts. */
export function stringForm<Value extends string>(
  expected: string,
  accepts: (value: string) => boolean,
): Form<Value> {
  return {
    mismatch: (value) => (typeof value === 'string' && accepts(value) ? undefined : { path: '', expected }),
  };
}

/** One of these strings. */
export function oneOf<Value extends string>(...values: readonly Value[]): Form<Value> {
  const known: ReadonlySet<string> = new Set(values);
  return stringForm<Value>(values.map((value) => JSON.stringify(value)).join(' or '), (value) =>
    known.has(value),
  );
}

/** An integer from least to most. */
export function integerForm(least: number, most: number): Form<number> {
  const expected = `an integer from ${least} to ${most}`;
  return {
    mismatch: (value) =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
        ? undefined
        : { path: '', expected },
  };
}

/** Base64 of so many bytes. */
export function base64Form(least: number, most: number): Form<string> {
  return stringForm(`Base64 of ${least} to ${most} bytes`, (value) => {
    // The length is bounded first, so that nothing huge is decoded.
    if (value.length > Math.ceil(most / 3) * 4) return false;
    try {
      const { length } = decodeBase64(value);
      return length >= least && length <= most;
    } catch {
      return false;
    }
  });
}

/** Any JSON at all; what it is is another's to judge. */
export const anyJson: Form<JsonValue> = { mismatch: () => undefined };
/** An integer from 0 to 2^53 − 1. */
export const countForm = integerForm(0, Number.MAX_SAFE_INTEGER);
/** Hex of 32 bytes. */
export const digestForm = stringForm<string>('64 lower-case hex digits', (value) => isHex(value, 32));
export const keyIdForm = stringForm<KeyId>('a KeyId', isKeyId);
export const ledgerIdForm = stringForm<LedgerId>('a LedgerId', isLedgerId);
export const participantIdForm = stringForm<ParticipantId>('a ParticipantId', isParticipantId);
export const recordIdForm = stringForm<RecordId>('a RecordId', isRecordId);
/** A RecordId that is not a batch member's. */
export const plainRecordIdForm = stringForm<RecordId>('a RecordId without index', isPlainRecordId);
export const timeForm = stringForm<string>('a Time', isTime);
export const textForm = stringForm<string>('a Text', isText);
export const originForm = stringForm<string>('an Origin', isOrigin);
