import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DossierPart } from '@quancheng/sdk';
import { readWholeFile } from '@quancheng/sdk/node';
import { readCommitmentKey } from '../records/private-digests.js';

/** A file as part of a dossier, with the keys of private commitments that lie beside it. @throws FILE_UNREADABLE */
export async function readPart(path: string, withKeys: boolean): Promise<DossierPart> {
  const part = { name: basename(path), bytes: await readWholeFile(path) };
  return withKeys ? { ...part, keys: await keysBeside(path) } : part;
}

async function keysBeside(path: string): Promise<readonly Uint8Array[]> {
  const folder = dirname(path);
  const names = await readdir(folder);
  const keys = names.filter(
    (name) => name.startsWith(`${basename(path)}.`) && name.endsWith('.commitment.json'),
  );
  return await Promise.all(keys.sort().map((name) => readCommitmentKey(join(folder, name))));
}
