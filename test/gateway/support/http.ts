import type { JsonObject, JsonValue } from '@quancheng/protocol';
import { setTimeout as sleep } from 'node:timers/promises';

export const JSON_TYPE = 'application/json';
export const NDJSON_TYPE = 'application/x-ndjson';

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as a JSON object. */
  readonly json: JsonObject;
}

export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return read(await fetch(url, { headers }));
}

export async function post(
  url: string,
  body: Uint8Array | string,
  type = JSON_TYPE,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return read(await fetch(url, { method: 'POST', body, headers: { 'content-type': type, ...headers } }));
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    get json() {
      return JSON.parse(text) as JsonObject;
    },
  };
}

/** The objects of an NDJSON body. */
export function linesOf({ text }: Pick<Answer, 'text'>): JsonObject[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonObject);
}

/** Asks again until the answer has this status; fails with the last answer after about ten seconds. */
export async function getUntil(url: string, status: number): Promise<Answer> {
  return until(
    () => get(url),
    (answer) => answer.status === status,
    ({ status: last, text }) => `${url} still answers ${last}: ${text}`,
  );
}

/** Tries again until a condition holds. */
export async function until<Value>(
  attempt: () => Promise<Value> | Value,
  isDone: (value: Value) => boolean,
  describe: (value: Value) => string = String,
): Promise<Value> {
  for (let tries = 0; ; tries += 1) {
    const value = await attempt();
    if (isDone(value)) return value;
    if (tries === 150) throw new Error(describe(value));
    await sleep(100);
  }
}

/** A member of a JSON object, by a path of names. */
export function at(value: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  return names.reduce<JsonValue | undefined>((part, name) => (part as JsonObject | undefined)?.[name], value);
}

/** The string at a path of names; fails if there is none. */
export function textAt(value: JsonValue | undefined, ...names: readonly string[]): string {
  const text = at(value, ...names);
  if (typeof text !== 'string') throw new Error(`no string at ${names.join('.')}`);
  return text;
}
