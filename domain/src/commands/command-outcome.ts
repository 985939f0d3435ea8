import {
  encodeUtf8,
  formatCanonical,
  isJsonObject,
  parseCanonical,
  QuanchengError,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import type { LedgerTime } from '../ticks/tick.js';
import type { CommandResult } from './command-receipt.js';

/** What became of one command of a list. */
export type CommandOutcome = Settled | Refusal;

interface Settled {
  /** `repeated`: it had been carried out before, and this is its result. */
  readonly outcome: 'done' | 'repeated';
  readonly result: CommandResult;
}

interface Refusal {
  readonly outcome: 'refused';
  readonly code: string;
  readonly message: string;
}

/**
 * What a list of commands comes to, in the list's order, as canonical JSON (docs/specs/ledger.md). It stands in the
 * block: what the list itself says, or all its results share, is not repeated for each.
 * @param at the transaction's time, which is that of every command that is done now
 */
export function formatOutcomes(outcomes: readonly CommandOutcome[], at: LedgerTime): string {
  return formatCanonical({ at: { ...at }, outcomes: outcomes.map(shorten) });
}

/** @throws LEDGER_ANSWER_MALFORMED */
export function readOutcomes(text: string): readonly CommandOutcome[] {
  const { at, outcomes } = requireObject(parse(text));
  if (!isJsonObject(at) || !Array.isArray(outcomes)) throw malformed();
  return (outcomes as readonly JsonValue[]).map((each) => lengthen(requireObject(each), at));
}

function shorten(outcome: CommandOutcome): JsonObject {
  if (outcome.outcome === 'refused') return { code: outcome.code, message: outcome.message };
  const { at, ...others } = outcome.result;
  return outcome.outcome === 'done' ? others : { repeated: { at: { ...at }, ...others } };
}

function lengthen(short: JsonObject, at: JsonObject): CommandOutcome {
  const { code, message, repeated } = short;
  if (typeof code === 'string' && typeof message === 'string') return { outcome: 'refused', code, message };
  if (repeated !== undefined) return { outcome: 'repeated', result: resultOf(requireObject(repeated)) };
  return { outcome: 'done', result: resultOf({ at, ...short }) };
}

function resultOf(value: JsonObject): CommandResult {
  if (typeof value['version'] !== 'number') throw malformed();
  // Written by the contract, checked by all endorsers.
  return value as unknown as CommandResult;
}

function requireObject(value: JsonValue): JsonObject {
  if (!isJsonObject(value)) throw malformed();
  return value;
}

function parse(text: string): JsonValue {
  try {
    return parseCanonical(encodeUtf8(text));
  } catch (cause) {
    throw new QuanchengError('LEDGER_ANSWER_MALFORMED', 'outcomes that are no canonical JSON', { cause });
  }
}

function malformed(): QuanchengError {
  return new QuanchengError('LEDGER_ANSWER_MALFORMED', 'outcomes of commands have another form');
}
