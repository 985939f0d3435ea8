import { readFile, opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  envelopeFromJson,
  isJsonObject,
  payloadTypes,
  type Envelope,
  type JsonValue,
} from '@quancheng/protocol';

/** A promise, and the file in which it was. */
export interface FoundPromise {
  readonly path: string;
  readonly envelope: Envelope;
}

/** Looks for promises in folders that others write to. */
export interface PromiseFinder {
  /** Those in files that are new or were changed since the last complete look. */
  look(folder: string, since: number): AsyncGenerator<FoundPromise, number, undefined>;
}

const DEEPEST = 4;
const LARGEST_FILE = 256 * 1_048_576;
/** Milliseconds: a file that is being written while we look is looked at again. */
const SLACK = 5_000;

/**
 * Promises are taken from whatever holds them: promise files, receipts as the gateway answered them (JSON, or one a line),
 * evidence packages and bundles, lists of any of them. Files without any are none of our business. What a file held is known by its time of
 * change, which the file system sets: copies bring no old one along.
 */
export function newPromiseFinder(): PromiseFinder {
  /** Of the files that were changed within the slack: path to size and time of change. */
  const fresh = new Map<string, string>();
  return {
    async *look(folder, since) {
      let newest = since;
      for await (const path of filesIn(folder, DEEPEST)) {
        const { size, ctimeMs } = await stat(path).catch(() => ({ size: 0, ctimeMs: 0 }));
        const state = `${size} ${ctimeMs}`;
        if (ctimeMs < since - SLACK || size > LARGEST_FILE || fresh.get(path) === state) continue;
        for (const envelope of await promisesIn(path)) yield { path, envelope };
        fresh.set(path, state);
        newest = Math.max(newest, ctimeMs);
      }
      for (const [path, state] of fresh)
        if (path.startsWith(folder) && Number(state.split(' ')[1]) < newest - SLACK) fresh.delete(path);
      return newest;
    },
  };
}

async function* filesIn(folder: string, depth: number): AsyncGenerator<string, void, undefined> {
  const entries = await opendir(folder).catch(() => undefined);
  if (entries === undefined) return;
  for await (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() && depth > 0) yield* filesIn(path, depth - 1);
    else if (
      entry.isFile() &&
      /\.(json|ndjson)$/.test(entry.name) &&
      !entry.name.endsWith('.fraud-proof.json')
    )
      yield path;
  }
}

async function promisesIn(path: string): Promise<readonly Envelope[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  if (!text.includes(payloadTypes.promise)) return [];
  if (!path.endsWith('.ndjson')) return promisesOf(parse(text));
  return text.split('\n').flatMap((line) => promisesOf(parse(line)));
}

function promisesOf(value: JsonValue): readonly Envelope[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(promisesOf);
  if (!isJsonObject(value)) return [];
  const { payloadType, promise, promises } = value as Readonly<Record<string, JsonValue | undefined>>;
  if (payloadType === payloadTypes.promise) return envelopeIn(value);
  const several = Array.isArray(promises) ? (promises as readonly JsonValue[]) : [];
  return [promise ?? null, ...several].flatMap(envelopeIn);
}

function envelopeIn(value: JsonValue): readonly Envelope[] {
  try {
    return [envelopeFromJson(value)];
  } catch {
    return [];
  }
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
