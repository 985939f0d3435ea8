import { decodeUtf8, isJsonObject, type Form, type JsonValue } from '@quancheng/protocol';
import { readDigits } from './byte-judges.js';
import {
  ID_PATH,
  judgedByBytes,
  judgedByTemplates,
  varyingCounts,
  varyingStrings,
} from './varying-members.js';

/**
 * Recognises statements that are like one that was judged whole, many times faster than judging them whole.
 *
 * It accepts canonical JSON whose bytes are the model's, except between the quotes of strings and in the digits of
 * counts that are judged by their form alone (varying-members.ts), and in the digits of the member's index. Such a
 * string, without quote, backslash or control character and in well-formed UTF-8, is its own canonical form
 * (RFC 8785); names and their order are the model's. So whatever is accepted here, the whole judgement accepts. What is
 * not accepted is left to that judgement.
 */
export interface StatementTemplate {
  /** @param index that the statement's id must end in */
  accepts(statement: Buffer, index: number): boolean;
}

/** Judges a place that comes after the bytes `before` in all statements. */
interface Place {
  readonly before: Buffer;
  readonly judge: Judge;
}

/** A place in the model. */
interface ModelPlace extends Place {
  /** What it has there. */
  readonly known: Buffer;
  /** Whether it is judged: always for a number, whose digits may begin a longer one; otherwise once it differed. */
  varies: boolean;
}

/** Statements that differ in these places only. */
interface Outline {
  readonly places: readonly Place[];
  /** How they end. */
  readonly rest: Buffer;
}

/** Judges what stands at a place: its end, or undefined if it is not accepted. */
type Judge = (statement: Buffer, start: number, index: number) => number | undefined;

/**
 * Most places hold the same in all members of a batch. They are compared together with the bytes around them, and a
 * place is judged by itself only from the first member on that has something else there.
 * @param model canonical JSON of a batch member that was judged whole, parsed
 */
export function newStatementTemplate(model: JsonValue): StatementTemplate {
  const { places, rest } = modelOutline(model);
  const whole = { places: places.map(learning), rest };
  let usual = usualOutline(places, rest);
  return {
    accepts(statement, index) {
      if (fits(usual, statement, index)) return true;
      const isAccepted = fits(whole, statement, index);
      usual = usualOutline(places, rest);
      return isAccepted;
    },
  };
}

function fits({ places, rest }: Outline, statement: Buffer, index: number): boolean {
  let position = 0;
  for (const { before, judge } of places) {
    if (!startsWith(statement, before, position)) return false;
    const end = judge(statement, position + before.length, index);
    if (end === undefined) return false;
    position = end;
  }
  return statement.length === position + rest.length && startsWith(statement, rest, position);
}

function startsWith(statement: Buffer, part: Buffer, position: number): boolean {
  const end = position + part.length;
  return end <= statement.length && part.compare(statement, position, end) === 0;
}

/** The place, noticing whether it varies. */
function learning(place: ModelPlace): Place {
  const { before, known, judge } = place;
  if (place.varies) return place;
  return {
    before,
    judge: (statement, start, index) => {
      if (startsWith(statement, known, start)) return start + known.length;
      const end = judge(statement, start, index);
      if (end !== undefined) place.varies = true;
      return end;
    },
  };
}

/** The outline in which places that do not vary are fixed. */
function usualOutline(places: readonly ModelPlace[], rest: Buffer): Outline {
  const varying: Place[] = [];
  let before: Buffer[] = [];
  for (const place of places) {
    before.push(place.before);
    if (place.varies) {
      varying.push({ before: Buffer.concat(before), judge: place.judge });
      before = [];
    } else {
      before.push(place.known);
    }
  }
  return { places: varying, rest: Buffer.concat([...before, rest]) };
}

function modelOutline(model: JsonValue): { places: ModelPlace[]; rest: Buffer } {
  const places: ModelPlace[] = [];
  let text = '';
  const isTemplated = isJsonObject(model) && model['template'] !== undefined;
  const place = (value: JsonValue, judge: Judge): void => {
    const known = Buffer.from(JSON.stringify(value));
    places.push({ before: Buffer.from(text), known, judge, varies: typeof value === 'number' });
    text = '';
  };
  const visit = (value: JsonValue, path: string): void => {
    const judge = isTemplated && judgedByTemplates.has(path) ? undefined : judgeFor(value, path);
    if (path === ID_PATH && typeof value === 'string') {
      const digits = value.lastIndexOf('.') + 1;
      text += `"${value.slice(0, digits)}`;
      place(Number(value.slice(digits)), judgeIndex);
      text = '"';
    } else if (judge !== undefined) {
      place(value, judge);
    } else if (isJsonObject(value)) {
      text += '{';
      Object.entries(value).forEach(([name, member], index) => {
        text += `${index === 0 ? '' : ','}${JSON.stringify(name)}:`;
        visit(member, `${path}/${name}`);
      });
      text += '}';
    } else {
      text += JSON.stringify(value);
    }
  };
  visit(model, '');
  return { places, rest: Buffer.from(text) };
}

function judgeFor(value: JsonValue, path: string): Judge | undefined {
  if (typeof value === 'number') {
    const count = varyingCounts.get(path);
    return count && judgeCount(count);
  }
  if (typeof value !== 'string') return undefined;
  const string = varyingStrings.get(path);
  return judgedByBytes.get(path) ?? (string && judgeString(string));
}

const QUOTE = 0x22;

function judgeIndex(statement: Buffer, start: number, index: number): number | undefined {
  const digits = readDigits(statement, start);
  return digits?.value === index ? digits.end : undefined;
}

function judgeString(form: Form<string>): Judge {
  return (statement, start) => {
    const end = statement.indexOf(QUOTE, start + 1);
    if (statement[start] !== QUOTE || end < 0) return undefined;
    const text = plainText(statement, start + 1, end);
    return text !== undefined && form.mismatch(text) === undefined ? end + 1 : undefined;
  };
}

/** A string that is written as it is: no escapes, no control characters, well-formed UTF-8. */
function plainText(statement: Buffer, start: number, end: number): string | undefined {
  const text = statement.toString('latin1', start, end);
  if (/[\\\u0000-\u001f]/.test(text)) return undefined;
  if (!/[\u0080-\u00ff]/.test(text)) return text;
  try {
    return decodeUtf8(statement.subarray(start, end));
  } catch {
    return undefined;
  }
}

function judgeCount(form: Form<number>): Judge {
  return (statement, start) => {
    const digits = readDigits(statement, start);
    return digits !== undefined && form.mismatch(digits.value) === undefined ? digits.end : undefined;
  };
}
