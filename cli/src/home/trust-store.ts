import { readWholeFile, replaceFile } from '@quancheng/sdk/node';
import { QuanchengError } from '@quancheng/protocol';
import { type TrustRoot, verifyTrustRoot } from '@quancheng/verifier';
import { exists } from './exists.js';
import { type HomeFolder, makeFolder } from './home-folder.js';

/**
 * The pinned trust root. It was pinned by its fingerprint; from then on it is believed because it lies where only
 * this user writes.
 * @param file another place, which the user names
 * @throws TRUST_ROOT_NOT_PINNED, TRUST_ROOT_INVALID
 */
export async function readPinnedTrustRoot(home: HomeFolder, file?: string): Promise<TrustRoot> {
  const path = file ?? home.trustRoot;
  if (file === undefined && !(await exists(path))) {
    throw new QuanchengError('TRUST_ROOT_NOT_PINNED', `nothing is pinned in ${home.path}`);
  }
  return verifyTrustRoot(await readWholeFile(path));
}

export async function findPinnedTrustRoot(home: HomeFolder): Promise<TrustRoot | undefined> {
  return (await exists(home.trustRoot)) ? readPinnedTrustRoot(home) : undefined;
}

/** Pins a trust root whose fingerprint, or predecessor, has been checked. */
export async function writePinnedTrustRoot(home: HomeFolder, envelope: Uint8Array): Promise<void> {
  await makeFolder(home.path);
  await replaceFile(home.trustRoot, envelope);
}
