import { decodeBase64 } from '../bytes/base64.js';
import { isQuanchengError } from '../errors/quancheng-error.js';
import type { Form } from '../form/form.js';
import { parsePublicKey, type PublicKey } from '../signature/public-key.js';

/** Base64 of a public key's one DER encoding; its own code if the Base64 is right and the key is not. */
export const publicKeyForm: Form<string> = {
  mismatch(value) {
    if (typeof value !== 'string') return { path: '', expected: 'a public key in Base64' };
    try {
      readPublicKey(value);
      return undefined;
    } catch (error) {
      if (!isQuanchengError(error)) throw error;
      const code = error.code === 'ENCODING_BASE64' ? {} : { code: error.code };
      return { path: '', expected: `a public key in Base64 (${error.detail})`, ...code };
    }
  },
};

/** @throws ENCODING_BASE64, KEY_MALFORMED, KEY_WEAK */
export function readPublicKey(base64: string): PublicKey {
  return parsePublicKey(decodeBase64(base64));
}
