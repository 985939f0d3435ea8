import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeHex, QuanchengError, sha256, sm3 } from '@quancheng/protocol';
import { newDossier, type DossierPart } from '@quancheng/sdk';
import { createFile } from '@quancheng/sdk/node';
import { MANIFEST_NAME } from '@quancheng/verifier';

/** Digests of a dossier's manifest, which stand for the whole. */
export interface DossierDigests {
  readonly sha256: string;
  readonly sm3: string;
}

/**
 * Writes a dossier into a folder that it makes; the manifest last, so that an interrupted one is none.
 * @throws FILE_UNWRITABLE, DOSSIER_MALFORMED
 */
export async function writeDossier(
  folder: string,
  head: { readonly ledger: string; readonly title: string },
  parts: readonly DossierPart[],
): Promise<DossierDigests> {
  const dossier = newDossier({ ...head, made: new Date().toISOString() }, parts);
  await makeNewFolder(folder);
  for (const [name, bytes] of dossier) await createFile(join(folder, name), bytes);
  const manifest = dossier.get(MANIFEST_NAME) ?? new Uint8Array();
  return { sha256: encodeHex(sha256(manifest)), sm3: encodeHex(sm3(manifest)) };
}

async function makeNewFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new QuanchengError('FILE_UNWRITABLE', `${path} (${code})`, { cause });
  }
}
