import { QuanchengError } from '@quancheng/protocol';
import { type MspDefinition, type ParsedAuthority, parseAuthorities } from './msp-definition.js';
import { type VerifiedIdentity, verifyIdentity } from './verify-identity.js';

const capacity = 4096;

/** The organisations of a channel, for recognising who signed. */
export interface MspRegistry {
  readonly definitions: readonly MspDefinition[];
  /**
   * Checks a serialised identity: its MSP id and certificate (PEM bytes, as they travel).
   * @throws QuanchengError IDENTITY_INVALID for an unknown organisation or a certificate that is not its own.
   */
  verify(identity: { readonly mspid: string; readonly idBytes: Uint8Array }): VerifiedIdentity;
}

/**
 * Makes a registry that remembers what it verified by the certificate's bytes: parsing and chain checking cost more
 * than the signature that follows. The result does not age, because expiry is left to the caller; refusals are not
 * remembered, so that strangers cannot crowd out members.
 */
export function newMspRegistry(definitions: readonly MspDefinition[]): MspRegistry {
  const authorities = new Map<string, readonly ParsedAuthority[]>();
  for (const definition of definitions) {
    authorities.set(definition.mspId, parseAuthorities(definition));
  }
  const known = new Map<string, VerifiedIdentity>();

  function verify({
    mspid,
    idBytes,
  }: {
    readonly mspid: string;
    readonly idBytes: Uint8Array;
  }): VerifiedIdentity {
    const pem = Buffer.from(idBytes.buffer, idBytes.byteOffset, idBytes.byteLength).toString('latin1');
    const key = `${mspid}\n${pem}`;
    const seen = known.get(key);
    if (seen !== undefined) {
      return seen;
    }
    const own = authorities.get(mspid);
    if (own === undefined) {
      throw new QuanchengError('IDENTITY_INVALID', `${mspid} is not an organisation of this network`);
    }
    const identity = verifyIdentity(mspid, own, pem);
    if (known.size >= capacity) {
      known.clear();
    }
    known.set(key, identity);
    return identity;
  }
  return { definitions, verify };
}
