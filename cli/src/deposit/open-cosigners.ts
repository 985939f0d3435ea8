import { QuanchengError } from '@quancheng/protocol';
import { newAsyncSigner, openKey, readKeyFile, type Cosigner } from '@quancheng/sdk/node';
import { askPassphrase } from '../input/passphrase.js';

/**
 * Opens the keys of those who sign besides the depositor, `<participant>=<key file>` each. Who keeps a key elsewhere
 * signs through the SDK's port.
 * @throws OPTION_INVALID, FILE_UNREADABLE, KEY_FILE_INVALID, PRIVATE_KEY_UNREADABLE
 */
export async function openCosigners(words: readonly string[]): Promise<readonly Cosigner[]> {
  const cosigners: Cosigner[] = [];
  for (const word of words) {
    const [participant, path] = word.split('=');
    if (participant === undefined || path === undefined || path === '') {
      throw new QuanchengError('OPTION_INVALID', '--cosigner: expected <participant>=<key file>');
    }
    const key = await openKey(await readKeyFile(path), () => askPassphrase(`Passphrase of 口令 ${path}`));
    cosigners.push({ participant, signer: newAsyncSigner(key) });
  }
  return cosigners;
}
