import type { Signer } from '@quancheng/protocol';
import { generateKey, openKey, readKeyFile, writeKeyFile } from '@quancheng/sdk/node';
import { type HomeFolder, makeFolder } from '../home/home-folder.js';
import { exists } from '../home/exists.js';
import { keyPath } from '../home/key-names.js';

/** The key of this name, made if it isn't there. Plain: a service that starts by itself has nobody to ask. */
export async function openOperatorKey(home: HomeFolder, name: string): Promise<Signer> {
  const path = keyPath(home, name);
  await makeFolder(home.keys, 0o700);
  if (!(await exists(path))) await writeKeyFile(path, await generateKey('ed25519'));
  return openKey(await readKeyFile(path), () =>
    Promise.reject(new Error('operator keys have no passphrase')),
  );
}
