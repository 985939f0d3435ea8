import {
  canonicalize,
  isJsonObject,
  isKeyId,
  parseCanonical,
  QuanchengError,
  type JsonValue,
  type KeyId,
  type Signer,
} from '@quancheng/protocol';
import { nodeFileLayer } from '../log/index.js';
import { readWhole, replaceAtomically } from '../log/whole-file.js';
import type { LogSigner } from './log-signer.js';

/** With which of the log's keys a promise is signed, so that one that is asked for again comes out the same. */
export interface PromiseKeys {
  /** @param first index of the (first) entry that is promised */
  readonly signerAt: (first: number) => Signer;
}

interface KeySpan {
  readonly key: KeyId;
  /** Index of the first entry that this key promises. */
  readonly from: number;
}

const SCHEMA = 'quancheng/promise-keys/v1';

/**
 * Reads which key has promised from where on, and adds the present one if it is another. An entry's promise is signed by
 * the key that promised it first, or by the present one if that key is no longer here.
 * @param size how many entries the log has @throws LOG_SETTINGS_CORRUPT if the file is not what this wrote
 */
export async function settlePromiseKeys(path: string, signer: LogSigner, size: number): Promise<PromiseKeys> {
  const bytes = await readWhole(nodeFileLayer, path);
  const found = bytes === undefined ? [] : parseSpans(parseCanonical(bytes), path);
  const present = signer.envelope.publicKey.keyId;
  const spans =
    found.at(-1)?.key === present ? found : [...found, { key: present, from: newFrom(found, size) }];
  if (spans !== found) {
    const keys = spans.map(({ key, from }) => ({ key, from }));
    await replaceAtomically(nodeFileLayer, path, canonicalize({ schema: SCHEMA, keys }));
  }
  return {
    signerAt(first) {
      const span = spans.findLast(({ from }) => from <= first);
      return (span && signer.keyOf(span.key)) ?? signer.envelope;
    },
  };
}

/** A log whose first key this file doesn't know yet has promised everything with it. */
function newFrom(found: readonly KeySpan[], size: number): number {
  return found.length === 0 ? 0 : size;
}

function parseSpans(value: JsonValue, path: string): readonly KeySpan[] {
  const keys = isJsonObject(value) && value['schema'] === SCHEMA ? value['keys'] : undefined;
  if (!Array.isArray(keys)) throw damaged(path);
  return (keys as readonly JsonValue[]).map((each) => {
    const { key, from } = isJsonObject(each) ? each : {};
    if (!isKeyId(key) || typeof from !== 'number') throw damaged(path);
    return { key, from };
  });
}

function damaged(path: string): QuanchengError {
  return new QuanchengError('LOG_SETTINGS_CORRUPT', `${path} is damaged`);
}
