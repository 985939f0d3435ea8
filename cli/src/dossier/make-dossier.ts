import { mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { encodeHex, QuanchengError, sha256, sm3 } from '@quancheng/protocol';
import { newDossier, type DossierPart } from '@quancheng/sdk';
import { createFile, readWholeFile } from '@quancheng/sdk/node';
import { MANIFEST_NAME } from '@quancheng/verifier';
import { homeFolder } from '../home/home-folder.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { readCommitmentKey } from '../records/private-digests.js';

export interface MakeOptions {
  readonly out: string;
  readonly title: string;
  readonly withoutKeys?: true;
}

/**
 * Writes a dossier's folder; the manifest last, so that an interrupted one is none.
 * @throws FILE_UNREADABLE, FILE_UNWRITABLE, DOSSIER_MALFORMED, TRUST_ROOT_NOT_PINNED
 */
export async function makeDossier(
  paths: readonly string[],
  { out, title, withoutKeys }: MakeOptions,
): Promise<void> {
  const { ledger } = await readPinnedTrustRoot(homeFolder());
  const parts = await Promise.all(paths.map((path) => readPart(path, withoutKeys !== true)));
  const dossier = newDossier({ ledger, title, made: new Date().toISOString() }, parts);
  await makeNewFolder(out);
  for (const [name, bytes] of dossier) await createFile(join(out, name), bytes);
  const manifest = dossier.get(MANIFEST_NAME) ?? new Uint8Array();
  print(`Dossier 卷宗: ${shellWord(out)}, ${parts.length} files 个文件`);
  print(`  SHA-256 ${encodeHex(sha256(manifest))}`);
  print(`  SM3     ${encodeHex(sm3(manifest))}`);
}

async function readPart(path: string, withKeys: boolean): Promise<DossierPart> {
  const part = { name: basename(path), bytes: await readWholeFile(path) };
  return withKeys ? { ...part, keys: await keysBeside(path) } : part;
}

/** Keys of commitments to a file, as private digests leave them beside it. */
async function keysBeside(path: string): Promise<readonly Uint8Array[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const keys = names.filter(
    (name) => name.startsWith(`${basename(path)}.`) && name.endsWith('.commitment.json'),
  );
  return await Promise.all(keys.sort().map((name) => readCommitmentKey(join(folder, name))));
}

async function makeNewFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new QuanchengError('FILE_UNWRITABLE', `${path} (${code})`, { cause });
  }
}
