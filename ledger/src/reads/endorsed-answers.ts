import {
  isJsonObject,
  parseCanonical,
  QuanchengError,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';

/** What `attest` answers (docs/specs/ledger.md): the values of the requested keys at a tick. */
export interface EndorsedAnswers {
  /** Value by key; null for what the ledger does not hold. */
  readonly values: ReadonlyMap<string, JsonObject | null>;
  readonly tick: { readonly number: number; readonly time: string };
  readonly ledger: string;
}

/** @throws LEDGER_ANSWER_MALFORMED */
export function parseEndorsedAnswers(bytes: Uint8Array): EndorsedAnswers {
  const result = parseCanonical(bytes);
  if (!isJsonObject(result)) throw malformed('not an object');
  const { answers, tick, ledger } = result as Readonly<Record<string, JsonValue | undefined>>;
  if (!Array.isArray(answers)) throw malformed('no answers');
  if (typeof ledger !== 'string') throw malformed('no ledger id');
  return { values: new Map(answers.map(parseAnswer)), tick: parseTick(tick), ledger };
}

function parseAnswer(answer: JsonValue): [string, JsonObject | null] {
  if (!isJsonObject(answer)) throw malformed('an answer is not an object');
  const { key, value } = answer as Readonly<Record<string, JsonValue | undefined>>;
  if (typeof key !== 'string') throw malformed('an answer without key');
  if (value !== null && !isJsonObject(value)) throw malformed(`the value of ${key} is not an object`);
  return [key, value];
}

function parseTick(tick: JsonValue | undefined): EndorsedAnswers['tick'] {
  if (!isJsonObject(tick)) throw malformed('no tick');
  const { number, time } = tick as Readonly<Record<string, JsonValue | undefined>>;
  if (typeof number !== 'number' || typeof time !== 'string') throw malformed('no tick');
  return { number, time };
}

function malformed(what: string): QuanchengError {
  return new QuanchengError('LEDGER_ANSWER_MALFORMED', `the contract’s answer to attest: ${what}`);
}
