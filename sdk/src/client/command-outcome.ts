import {
  isErrorCode,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  QuanchengError,
} from '@quancheng/protocol';
import { invalid, readObject, readString } from './read-answer.js';

/** What the ledger did with one command. */
export interface CommandOutcome {
  readonly participant: string;
  readonly id: string;
  /** `repeated`: it had been carried out before, and this is its result. */
  readonly outcome: 'done' | 'repeated' | 'refused';
  readonly result?: JsonObject;
  /** Why it was refused. */
  readonly error?: QuanchengError;
}

/** @throws GATEWAY_RESPONSE_INVALID */
export function readCommandOutcomes(answer: JsonObject): readonly CommandOutcome[] {
  const { outcomes } = answer;
  if (!Array.isArray(outcomes)) throw invalid('outcomes is no list');
  return (outcomes as readonly JsonValue[]).map((each) => readOutcome(readObject(each, 'an outcome')));
}

function readOutcome(answer: JsonObject): CommandOutcome {
  const name = { participant: readString(answer, 'participant'), id: readString(answer, 'id') };
  const outcome = readString(answer, 'outcome');
  if (outcome === 'refused') return { ...name, outcome, error: readRefusal(answer) };
  if (outcome !== 'done' && outcome !== 'repeated') throw invalid(`unknown outcome ${outcome}`);
  const { result } = answer;
  return isJsonObject(result) ? { ...name, outcome, result } : { ...name, outcome };
}

function readRefusal(answer: JsonObject): QuanchengError {
  const code = readString(answer, 'code');
  const message = readString(answer, 'message');
  if (isErrorCode(code)) return new QuanchengError(code, message);
  return new QuanchengError('GATEWAY_RESPONSE_INVALID', `refused with an unknown code ${code}: ${message}`);
}
