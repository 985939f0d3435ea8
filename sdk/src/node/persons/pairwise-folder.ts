import { access } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalize,
  encodeUtf8,
  objectOf,
  oneOf,
  parseCanonical,
  parseParticipantId,
  participantIdForm,
  QuanchengError,
  readForm,
  stringForm,
  type SignatureAlgorithm,
} from '@quancheng/protocol';
import type { PairwiseIdentity, PairwiseStore } from '../../persons/pairwise-identities.js';
import { newPseudonym } from '../../persons/pseudonym.js';
import { newAsyncSigner } from '../../signer/async-signer.js';
import { readText } from '../files/read-file.js';
import { createFile } from '../files/write-file.js';
import { generateKey } from '../key-file/generate-key.js';
import { formatKeyFile, parseKeyFile } from '../key-file/key-file.js';
import { openKey } from '../key-file/open-key-file.js';

const SCHEMA = 'quancheng/pairwise-identity/v1';

/** `key` is a key file's text (docs/specs/key-file.md). */
const identityForm = objectOf({
  schema: oneOf(SCHEMA),
  recipient: participantIdForm,
  pseudonym: participantIdForm,
  key: stringForm<string>('a key file', () => true),
});

/**
 * A person's identities in a folder, a file `<recipient>.identity.json` each, whose keys are sealed by one passphrase.
 * Errors: FILE_…, KEY_FILE_INVALID, PRIVATE_KEY_UNREADABLE for another passphrase.
 */
export function openPairwiseFolder(
  folder: string,
  passphrase: string,
  algorithm: SignatureAlgorithm = 'ed25519',
): PairwiseStore {
  const pathOf = (recipient: string): string =>
    join(folder, `${parseParticipantId(recipient)}.identity.json`);
  return {
    async find(recipient) {
      const path = pathOf(recipient);
      return (await exists(path)) ? readIdentity(path, recipient, passphrase) : undefined;
    },
    async create(recipient) {
      const file = await generateKey(algorithm, passphrase);
      const pseudonym = newPseudonym();
      const text = canonicalize({ schema: SCHEMA, recipient, pseudonym, key: formatKeyFile(file) });
      await createFile(pathOf(recipient), text, { mode: 0o600 });
      const signer = newAsyncSigner(await openKey(file, () => Promise.resolve(passphrase)));
      return { recipient, pseudonym, signer };
    },
  };
}

async function readIdentity(path: string, recipient: string, passphrase: string): Promise<PairwiseIdentity> {
  const value = parseCanonical(encodeUtf8(await readText(path)));
  const identity = readForm(identityForm, value, 'KEY_FILE_INVALID');
  if (identity.recipient !== recipient) {
    throw new QuanchengError('KEY_FILE_INVALID', `${path} is for ${identity.recipient}`);
  }
  const key = await openKey(parseKeyFile(identity.key), () => Promise.resolve(passphrase));
  return { recipient, pseudonym: identity.pseudonym, signer: newAsyncSigner(key) };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
