import type { Signer } from '@quancheng/protocol';
import { openKey, readKeyFile } from '@quancheng/sdk/node';
import { askPassphrase } from '../input/passphrase.js';

/** The key of an evidence log. @throws FILE_UNREADABLE, KEY_FILE_INVALID, PRIVATE_KEY_UNREADABLE */
export async function openLogKey(path: string): Promise<Signer> {
  return openKey(await readKeyFile(path), () => askPassphrase(`Passphrase of 口令 ${path}`));
}
