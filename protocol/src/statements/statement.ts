import { QuanchengError } from '../errors/quancheng-error.js';
import { readForm, type Form } from '../form/form.js';
import { parseCanonical } from '../json/canonical-json.js';
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { batchForm, type BatchStatement } from './batch.js';
import { commandForm, type CommandStatement } from './command.js';
import { documentForm, type DocumentStatement } from './document.js';
import { genesisForm } from './genesis.js';
import type { GenesisStatement } from './genesis-statement.js';
import { keyPossessionForm, type KeyPossessionStatement } from './key-possession.js';
import { sharingEventForm, type SharingEventStatement } from './sharing-event.js';

/** What becomes a log entry. */
export type RecordStatement = DocumentStatement | SharingEventStatement;

export type Statement =
  | RecordStatement
  | BatchStatement
  | CommandStatement
  | KeyPossessionStatement
  | GenesisStatement;

type KindOf<Schema> = Schema extends `quancheng/${infer Kind}/v1` ? Kind : never;
export type StatementKind = KindOf<Statement['schema']>;
export type RecordKind = KindOf<RecordStatement['schema']>;

const forms: ReadonlyMap<string, Form<Statement>> = new Map<Statement['schema'], Form<Statement>>([
  ['quancheng/document/v1', documentForm],
  ['quancheng/sharing-event/v1', sharingEventForm],
  ['quancheng/batch/v1', batchForm],
  ['quancheng/command/v1', commandForm],
  ['quancheng/key-possession/v1', keyPossessionForm],
  ['quancheng/genesis/v1', genesisForm],
]);

/**
 * Parses a statement's canonical bytes, which are the payload of its envelope.
 * @throws JSON_…, NUMBER_NOT_INTEGER, STATEMENT_INVALID with the member's path, LEVEL_REFUSED, KEY_MALFORMED, KEY_WEAK
 */
export function parseStatement(payload: Uint8Array): Statement {
  return statementFromJson(parseCanonical(payload));
}

/** The same for a value of canonical JSON. */
export function statementFromJson(value: JsonValue): Statement {
  const schema = isJsonObject(value) ? value['schema'] : undefined;
  const form = typeof schema === 'string' ? forms.get(schema) : undefined;
  if (form === undefined) throw new QuanchengError('STATEMENT_INVALID', '/schema: expected a known schema');
  return readForm(form, value, 'STATEMENT_INVALID');
}

/** The middle of the schema: `document`, `sharing-event`, … */
export function statementKind<S extends Statement>(statement: S): KindOf<S['schema']> {
  return statement.schema.slice('quancheng/'.length, -'/v1'.length) as KindOf<S['schema']>;
}

/** Whether a statement is a record, which becomes a log entry. */
export function isRecordStatement(statement: Statement): statement is RecordStatement {
  return statement.schema === 'quancheng/document/v1' || statement.schema === 'quancheng/sharing-event/v1';
}
