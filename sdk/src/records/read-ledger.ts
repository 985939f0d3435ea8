import { decodeBase64, encodeHex, isJsonObject, QuanchengError, type JsonObject } from '@quancheng/protocol';
import { verifyEndorsedRead, type TrustRoot } from '@quancheng/verifier';
import { getRequest } from '../client/gateway-requests.js';
import { readJson, readString } from '../client/read-answer.js';
import type { Transport } from '../client/transport.js';
import { randomBytes } from '../random/random-bytes.js';

/**
 * State values as the organisations of the trust root endorse them now: for what must not be believed of a gateway, such
 * as the key by which data will be encrypted.
 * @param keys 1 to 64 different state keys
 * @returns the values by key; undefined for what doesn't exist
 * @throws READ_…, ENDORSEMENT_TOO_FEW and the gateway's codes
 */
export async function readLedger(
  transport: Transport,
  root: TrustRoot,
  keys: readonly string[],
): Promise<ReadonlyMap<string, JsonObject | undefined>> {
  const asked = [...keys].sort((left, right) => (left < right ? -1 : 1));
  const nonce = encodeHex(randomBytes(16));
  const query = new URLSearchParams([
    ['nonce', nonce],
    ...asked.map((key) => ['key', key] as [string, string]),
  ]);
  const answer = await readJson(await transport(getRequest(`/v1/reads?${query.toString()}`)));
  const { answers } = verifyEndorsedRead(decodeBase64(readString(answer, 'read')), root, { nonce });
  return new Map(
    asked.map((key) => {
      const found = answers.find((each) => each.key === key);
      if (found === undefined) throw new QuanchengError('READ_INCOMPLETE', `it does not answer ${key}`);
      return [key, isJsonObject(found.value) ? found.value : undefined];
    }),
  );
}
