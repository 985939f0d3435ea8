import { formatCanonical, QuanchengError, readForm, type Form, type JsonValue } from '@quancheng/protocol';
import { compareVersions, type Answer, type EndorsedRead, type StateVersion } from '../read/endorsed-read.js';

/** A state value, and where it was written. */
export interface Written<Value> {
  readonly value: Value;
  readonly version: StateVersion;
}

export interface StateAnswer<Value> {
  /** Undefined if the ledger held nothing under the key. */
  readonly written: Written<Value> | undefined;
  /** The reads that gave this answer, one at least. */
  readonly reads: readonly EndorsedRead[];
}

/** What several endorsed reads say together. */
export interface LedgerAnswers {
  readonly reads: readonly EndorsedRead[];
  /** Transaction time of the newest read (Time). */
  readonly latest: string;
  /**
   * The one answer to a key.
   * @throws READ_INCOMPLETE if no read answers it, READ_MALFORMED if its value is not of the form
   */
  answer<Value>(key: string, form: Form<Value>): StateAnswer<Value>;
}

interface Merged {
  readonly answer: Answer;
  readonly reads: EndorsedRead[];
}

/** @throws READ_CONFLICT if two reads answer a key differently */
export function mergeAnswers(reads: readonly EndorsedRead[]): LedgerAnswers {
  const merged = new Map<string, Merged>();
  for (const read of reads) for (const answer of read.answers) merge(merged, answer, read);
  const parsed = new Map<string, StateAnswer<unknown>>();
  return {
    reads,
    // Times of one form sort as their text does.
    latest: reads.reduce((latest, { time }) => (time > latest ? time : latest), ''),
    answer<Value>(key: string, form: Form<Value>) {
      const known = parsed.get(key) ?? readAnswer(key, merged.get(key), form);
      parsed.set(key, known);
      // One key has one form everywhere: stateKeys pairs them.
      return known as StateAnswer<Value>;
    },
  };
}

function merge(merged: Map<string, Merged>, answer: Answer, read: EndorsedRead): void {
  const known = merged.get(answer.key);
  if (known === undefined) merged.set(answer.key, { answer, reads: [read] });
  else if (isSameAnswer(known.answer, answer)) known.reads.push(read);
  else throw new QuanchengError('READ_CONFLICT', `two reads answer ${answer.key} differently`);
}

function isSameAnswer(left: Answer, right: Answer): boolean {
  if (left.version === undefined || right.version === undefined) return left.version === right.version;
  return compareVersions(left.version, right.version) === 0 && isSameValue(left.value, right.value);
}

function isSameValue(left: JsonValue, right: JsonValue): boolean {
  return formatCanonical(left) === formatCanonical(right);
}

function readAnswer<Value>(key: string, merged: Merged | undefined, form: Form<Value>): StateAnswer<Value> {
  if (merged === undefined) throw new QuanchengError('READ_INCOMPLETE', `no read answers ${key}`);
  const { answer, reads } = merged;
  if (answer.version === undefined) return { written: undefined, reads };
  return {
    written: { value: readForm(form, answer.value, 'READ_MALFORMED'), version: answer.version },
    reads,
  };
}
