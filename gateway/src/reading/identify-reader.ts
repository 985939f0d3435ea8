import type { Participant } from '@quancheng/domain';
import { isKeyId, QuanchengError, verifySignature } from '@quancheng/protocol';
import type { FastifyRequest } from 'fastify';
import { ExpiredError, httpbis, type SignatureParameters, type VerifyingKey } from 'http-message-signatures';
import type { ReaderRegistry } from './reader-registry.js';
import type { ReplayGuard } from './replay-guard.js';

/** Tells who sent a request: the participant whose key signed it, or undefined if nobody did. */
export type IdentifyReader = (request: FastifyRequest) => Promise<Participant | undefined>;

const FIELDS = ['@method', '@authority', '@path', '@query'];
const PARAMETERS = ['created', 'expires', 'nonce', 'keyid', 'alg'];
const LONGEST = 5 * 60 * 1000;
const TOLERANCE = 60 * 1000;

/**
 * HTTP message signatures, RFC 9421, over method, authority, path and query.
 * @throws REQUEST_SIGNATURE_INVALID, REQUEST_SIGNATURE_EXPIRED, REQUEST_REPLAYED, KEY_UNKNOWN, KEY_REVOKED
 */
export function newReaderIdentification(
  registry: ReaderRegistry,
  guard: ReplayGuard,
  clock: () => number,
): IdentifyReader {
  return async (request) => {
    if (request.headers['signature-input'] === undefined && request.headers['signature'] === undefined)
      return undefined;
    let isAsked = false;
    let signed: { readonly participant: Participant; readonly parameters: SignatureParameters } | undefined;
    const keyLookup = async (parameters: SignatureParameters): Promise<VerifyingKey> => {
      // Of several signatures the library looks up all keys at once and judges the last signature alone: a reader could
      // put its own behind one in another's name. So the second is refused before anything is waited for.
      if (isAsked) throw invalid('the request bears more than one signature');
      isAsked = true;
      assertInForce(parameters, clock());
      const { keyid, alg } = parameters;
      if (!isKeyId(keyid)) throw invalid('keyid is no KeyId');
      const { participant, publicKey } = await registry.find(keyid);
      if (alg !== publicKey.algorithm) throw invalid(`alg is not the key’s, ${publicKey.algorithm}`);
      signed = { participant, parameters };
      const verify = (data: Buffer, signature: Buffer): Promise<boolean> =>
        Promise.resolve(verifySignature(publicKey, data, signature));
      return { id: keyid, algs: [alg], verify };
    };
    const isValid = await verify(request, keyLookup);
    if (!isValid || signed === undefined) throw invalid('the signature does not verify');
    const { keyid = '', nonce = '', expires } = signed.parameters;
    guard.note(keyid, nonce, timeOf(expires));
    return signed.participant;
  };
}

async function verify(
  request: FastifyRequest,
  keyLookup: (parameters: SignatureParameters) => Promise<VerifyingKey>,
): Promise<boolean> {
  const { method, headers, protocol, host, raw } = request;
  const url = `${protocol}://${host}${raw.url ?? '/'}`;
  const flat = Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  try {
    const config = {
      keyLookup,
      requiredFields: FIELDS,
      requiredParams: PARAMETERS,
      tolerance: TOLERANCE / 1000,
      all: true,
    };
    return (await httpbis.verifyMessage(config, { method, url, headers: flat })) === true;
  } catch (error) {
    if (error instanceof QuanchengError) throw error;
    if (error instanceof ExpiredError) {
      throw new QuanchengError('REQUEST_SIGNATURE_EXPIRED', 'its time is over', { cause: error });
    }
    throw new QuanchengError('REQUEST_SIGNATURE_INVALID', 'the request’s signature cannot be read', {
      cause: error,
    });
  }
}

function assertInForce({ created, expires }: SignatureParameters, now: number): void {
  const from = timeOf(created);
  const to = timeOf(expires);
  if (to - from > LONGEST) throw invalid('it would last longer than five minutes');
  if (from > now + TOLERANCE || to <= now) {
    throw new QuanchengError('REQUEST_SIGNATURE_EXPIRED', `in force from ${from} to ${to}, now is ${now}`);
  }
}

/** The library makes a Date of `created` and leaves `expires` as it stands there, in seconds. */
function timeOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number') return value * 1000;
  throw invalid('created or expires is missing');
}

function invalid(detail: string): QuanchengError {
  return new QuanchengError('REQUEST_SIGNATURE_INVALID', detail);
}
