import { dirname } from 'node:path';
import {
  canonicalize,
  encodeHex,
  encodeUtf8,
  isQuanchengError,
  parseCanonical,
  QuanchengError,
  readForm,
  sha256,
  type Form,
  type JsonObject,
} from '@quancheng/protocol';
import type { WatchFiles } from './watch-files.js';

const DRAFT = '.draft';

/** Replaces a file in one step: after a kill there are the old bytes or the new ones. Both names' folder is synced. */
export async function replaceState(files: WatchFiles, path: string, bytes: Uint8Array): Promise<void> {
  await files.write(`${path}${DRAFT}`, bytes);
  await files.rename(`${path}${DRAFT}`, path);
  await files.syncFolder(dirname(path));
}

export function replaceJson(files: WatchFiles, path: string, value: JsonObject): Promise<void> {
  return replaceState(files, path, canonicalize(value));
}

/** Undefined if it isn't there. @throws WATCH_STATE_DAMAGED */
export async function readState<Value>(
  files: WatchFiles,
  path: string,
  form: Form<Value>,
): Promise<Value | undefined> {
  const bytes = await files.read(path);
  return bytes === undefined ? undefined : parseState(bytes, path, form);
}

/** @throws WATCH_STATE_DAMAGED */
export function parseState<Value>(bytes: Uint8Array, path: string, form: Form<Value>): Value {
  try {
    return readForm(form, parseCanonical(bytes), 'WATCH_STATE_DAMAGED');
  } catch (cause) {
    if (!isQuanchengError(cause)) throw cause;
    throw new QuanchengError('WATCH_STATE_DAMAGED', `${path}: ${cause.detail}`, { cause });
  }
}

/** A name for a file about something whose own name may have any characters. */
export function hashedName(text: string): string {
  return encodeHex(sha256(encodeUtf8(text)));
}
