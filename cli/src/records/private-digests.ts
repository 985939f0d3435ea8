import {
  canonicalize,
  decodeBase64,
  encodeBase64,
  isQuanchengError,
  QuanchengError,
} from '@quancheng/protocol';
import { commitPrivately } from '@quancheng/sdk';
import { createFile, readText, readWholeFile } from '@quancheng/sdk/node';
import { exists } from '../home/exists.js';

/**
 * HMACs of a file under a key of the record's own, which is kept beside the file. The same record and file give the same
 * digests again, so that a command can be made anew; another record gets another key.
 * @param record part of a file's name
 * @throws FILE_UNREADABLE, FILE_UNWRITABLE, FILE_KIND_UNKNOWN
 */
export async function privateDigests(path: string, record: string) {
  const keyPath = `${path}.${record}.commitment.json`;
  const kept = (await exists(keyPath)) ? await readCommitmentKey(keyPath) : undefined;
  const { digests, key } = commitPrivately(await readWholeFile(path), kept);
  const { sha256, sm3 } = digests;
  if (kept === undefined) {
    const file = { schema: 'quancheng/commitment/v1', key: encodeBase64(key), sha256, sm3 };
    await createFile(keyPath, canonicalize(file), { mode: 0o600 });
  }
  return { sha256, sm3 };
}

/** The key that private digests left beside a file. @throws FILE_UNREADABLE, FILE_KIND_UNKNOWN */
export async function readCommitmentKey(path: string): Promise<Uint8Array> {
  try {
    const { key } = JSON.parse(await readText(path)) as { readonly key: string };
    return decodeBase64(key);
  } catch (cause) {
    if (isQuanchengError(cause, 'FILE_UNREADABLE')) throw cause;
    throw new QuanchengError('FILE_KIND_UNKNOWN', `${path} is no commitment’s key`, { cause });
  }
}
