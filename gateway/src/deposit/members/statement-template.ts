import { decodeUtf8, isJsonObject, type Form, type JsonValue } from '@quancheng/protocol';
import { ID_PATH, judgedByTemplates, varyingCounts, varyingStrings } from './varying-members.js';

/**
 * Recognises statements that are like one that was judged whole, several times faster than judging them whole.
 *
 * It accepts canonical JSON whose bytes are the model's, except between the quotes of strings and in the digits of
 * counts that are judged by their form alone (varying-members.ts). Such a string, without quote, backslash or control
 * character and in well-formed UTF-8, is its own canonical form (RFC 8785); names and their order are the model's. So
 * whatever is accepted here, the whole judgement accepts. What is not accepted is left to that judgement.
 */
export interface StatementTemplate {
  /** @param id the id that the statement must have */
  accepts(statement: Buffer, id: string): boolean;
}

/** A place where statements may differ, after the bytes that come before it in all of them. */
interface Place {
  readonly before: Buffer;
  readonly judge: Judge;
}

/** Judges what stands at a place: its end, or undefined if it is not accepted. */
type Judge = (statement: Buffer, start: number, id: string) => number | undefined;

/** @param model canonical JSON of a statement that was judged whole, parsed */
export function newStatementTemplate(model: JsonValue): StatementTemplate {
  const { places, rest } = findPlaces(model);
  return {
    accepts(statement, id) {
      let position = 0;
      for (const { before, judge } of places) {
        if (!startsWith(statement, before, position)) return false;
        const end = judge(statement, position + before.length, id);
        if (end === undefined) return false;
        position = end;
      }
      return statement.length === position + rest.length && startsWith(statement, rest, position);
    },
  };
}

function startsWith(statement: Buffer, part: Buffer, position: number): boolean {
  const end = position + part.length;
  return end <= statement.length && part.compare(statement, position, end) === 0;
}

function findPlaces(model: JsonValue): { places: Place[]; rest: Buffer } {
  const places: Place[] = [];
  let text = '';
  const isTemplated = isJsonObject(model) && model['template'] !== undefined;
  const visit = (value: JsonValue, path: string): void => {
    const judge = isTemplated && judgedByTemplates.has(path) ? undefined : judgeFor(value, path);
    if (judge !== undefined) {
      places.push({ before: Buffer.from(text), judge });
      text = '';
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
  if (path === ID_PATH) return judgeId;
  const string = varyingStrings.get(path);
  if (string !== undefined && typeof value === 'string') return judgeString(string, value);
  const count = varyingCounts.get(path);
  return count === undefined || typeof value !== 'number' ? undefined : judgeCount(count);
}

const QUOTE = 0x22;

function judgeId(statement: Buffer, start: number, id: string): number | undefined {
  const end = start + id.length + 2;
  return statement.toString('latin1', start, end) === `"${id}"` ? end : undefined;
}

function judgeString(form: Form<string>, model: string): Judge {
  const known = Buffer.from(JSON.stringify(model));
  return (statement, start) => {
    if (startsWith(statement, known, start)) return start + known.length;
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
    let end = start;
    while (isDigit(statement[end])) end += 1;
    const text = statement.toString('latin1', start, end);
    // As long as a safe integer can be; no leading zero, so that there is one spelling.
    if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return undefined;
    return form.mismatch(Number(text)) === undefined ? end : undefined;
  };
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
