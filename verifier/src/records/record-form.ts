import {
  digestForm,
  encodeHex,
  encodeUtf8,
  formatCanonical,
  integerForm,
  isJsonObject,
  objectOf,
  optional,
  QuanchengError,
  sha256,
  textForm,
  type Form,
  type JsonObject,
  type JsonValue,
  type ValueOf,
} from '@quancheng/protocol';
import { ledgerTime } from '../ledger/state-forms.js';

const positive = integerForm(1, Number.MAX_SAFE_INTEGER);

const headForm = objectOf({
  id: textForm,
  status: textForm,
  version: positive,
  at: ledgerTime,
  command: digestForm,
  previous: optional(digestForm),
});
const headMembers = ['id', 'status', 'version', 'at', 'command', 'previous'];

/** A version of a record: what all records have, and what its kind has besides, which is the reader's to judge. */
export type RecordVersion = ValueOf<typeof headForm> & JsonObject;

export const recordForm: Form<RecordVersion> = {
  mismatch(value) {
    if (!isJsonObject(value)) return { path: '', expected: 'an object' };
    const head = Object.entries(value).filter(([name]) => headMembers.includes(name));
    return headForm.mismatch(Object.fromEntries(head));
  },
};

/** The head of a collection, and one of its entries. */
export const collectionForm = objectOf({ name: textForm, count: positive, last: digestForm });
export const entryForm = objectOf({
  collection: textForm,
  number: positive,
  record: textForm,
  version: positive,
  previous: optional(digestForm),
});

export type CollectionHead = ValueOf<typeof collectionForm>;
export type CollectionEntry = ValueOf<typeof entryForm>;

/** Hex SHA-256 of a state value's canonical JSON, by which the next one names it. */
export function digestOfValue(value: JsonValue): string {
  return encodeHex(sha256(encodeUtf8(formatCanonical(value))));
}

/** A number as it stands at the end of a state key. */
export function keyNumber(number: number): string {
  return number.toString().padStart(16, '0');
}

/** What a state key says after its kind. */
export function nameOf(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

export function broken(detail: string): QuanchengError {
  return new QuanchengError('HISTORY_BROKEN', detail);
}
