import { encodeBase64, encodeHex, encodeUtf8 } from '@quancheng/protocol';
import { randomBytes } from '../random/random-bytes.js';
import type { AsyncSigner } from '../signer/async-signer.js';

/** Seconds for which a signed request holds. */
const LIFETIME = 60;

/**
 * Headers by which a gateway knows who asks: an HTTP message signature (RFC 9421) over method, authority, path and query.
 * @param now milliseconds since the epoch
 */
export async function signRequest(
  signer: AsyncSigner,
  method: string,
  url: URL,
  now: number,
): Promise<Readonly<Record<string, string>>> {
  const { keyId, algorithm } = signer.publicKey;
  const created = Math.floor(now / 1000);
  const parameters =
    `("@method" "@authority" "@path" "@query");created=${created};expires=${created + LIFETIME}` +
    `;nonce="${encodeHex(randomBytes(16))}";keyid="${keyId}";alg="${algorithm}"`;
  const base = [
    `"@method": ${method}`,
    `"@authority": ${url.host}`,
    `"@path": ${url.pathname}`,
    `"@query": ${url.search === '' ? '?' : url.search}`,
    `"@signature-params": ${parameters}`,
  ].join('\n');
  const signature = await signer.sign(encodeUtf8(base));
  return { 'signature-input': `q=${parameters}`, signature: `q=:${encodeBase64(signature)}:` };
}
