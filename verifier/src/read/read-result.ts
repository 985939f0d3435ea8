import {
  countForm,
  digestForm,
  integerForm,
  ledgerIdForm,
  listOf,
  objectOf,
  oneOf,
  readForm,
  stringForm,
  textForm,
  timeForm,
  type Form,
  type JsonValue,
  type ValueOf,
} from '@quancheng/protocol';
import { nonceForm, parseReadJson } from './read-request.js';

/** A state value: its form depends on its key, and is judged where it is used. */
const anyValue: Form<JsonValue> = { mismatch: () => undefined };

const resultForm = objectOf({
  schema: oneOf('quancheng/endorsed-read/v1'),
  stateVersion: integerForm(1, Number.MAX_SAFE_INTEGER),
  ledger: ledgerIdForm,
  channel: textForm,
  chaincode: textForm,
  function: oneOf('attest'),
  arguments: listOf(
    stringForm('a string', () => true),
    1,
    1,
  ),
  transaction: digestForm,
  time: timeForm,
  tick: objectOf({ number: countForm, time: timeForm }),
  nonce: nonceForm,
  answers: listOf(objectOf({ key: textForm, value: anyValue }), 1, 64),
});

/** What the contract answered: the part of an endorsed read that people care about. */
export type ReadResult = ValueOf<typeof resultForm>;

/** @throws READ_MALFORMED */
export function parseReadResult(bytes: Uint8Array): ReadResult {
  return readForm(resultForm, parseReadJson(bytes), 'READ_MALFORMED');
}
