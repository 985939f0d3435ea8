import { msp } from '@hyperledger/fabric-protos';
import { BoundedMap } from '../cryptography/bounded-map.js';
import { sha256 } from '../cryptography/digest.js';
import { isMessageSignature, verifyMessageSignature } from '../../msp/signature.js';
import type { MspRegistry } from '../../msp/msp-registry.js';
import type { NodeRole } from '../../msp/node-role.js';
import type { VerifiedIdentity } from '../../msp/verify-identity.js';

/** Someone whose certificate belongs to an organisation of the channel. */
export interface Member extends VerifiedIdentity {
  /** Stands for the certificate in remembered signatures. */
  readonly fingerprint: Buffer;
}

/** Roles behind the channel's Readers and Writers policies. */
export const readers: readonly NodeRole[] = ['client', 'admin', 'peer'];
export const writers: readonly NodeRole[] = ['client', 'admin'];

/** Recognises members by their serialised identity and checks their signatures, remembering what it found good. */
export class Members {
  readonly #known = new BoundedMap<string, Member>(4096);
  readonly #goodSignatures = new BoundedMap<string, true>(50_000);

  constructor(private readonly registry: MspRegistry) {}

  /** @throws QuanchengError IDENTITY_INVALID, or a parse error for bytes that are no serialised identity. */
  recognise(serialisedIdentity: Uint8Array): Member {
    const key = latin1(serialisedIdentity);
    const known = this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    const identity = msp.SerializedIdentity.deserializeBinary(serialisedIdentity);
    const verified = this.registry.verify({
      mspid: identity.getMspid(),
      idBytes: identity.getIdBytes_asU8(),
    });
    const member = { ...verified, fingerprint: sha256(serialisedIdentity) };
    this.#known.set(key, member);
    return member;
  }

  isSignature(member: Member, message: Uint8Array, signature: Uint8Array): boolean {
    const key = signatureKey(member.fingerprint, message, signature);
    if (this.#goodSignatures.get(key) === true) {
      return true;
    }
    const isGood = isMessageSignature(member.publicKey, message, signature);
    if (isGood) {
      this.#goodSignatures.set(key, true);
    }
    return isGood;
  }

  /**
   * Checks a signature on a thread of the pool and remembers it if it is good, so that `isSignature` answers at once and
   * the main thread stays free. Says nothing: whoever asks afterwards learns what is wrong.
   */
  async check(serialisedIdentity: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<void> {
    try {
      const member = this.recognise(serialisedIdentity);
      const key = signatureKey(member.fingerprint, message, signature);
      const isKnown = this.#goodSignatures.get(key) === true;
      if (!isKnown && (await verifyMessageSignature(member.publicKey, message, signature))) {
        this.#goodSignatures.set(key, true);
      }
    } catch {
      // No identity of this channel, or no signature at all.
    }
  }

  /** Remembers a signature that this process has just made, so that its own endorsements cost one signing only. */
  remember(fingerprint: Uint8Array, message: Uint8Array, signature: Uint8Array): void {
    this.#goodSignatures.set(signatureKey(fingerprint, message, signature), true);
  }
}

/** A digest of exactly signer, signature and message: the fixed length and the length byte make it unambiguous. */
function signatureKey(fingerprint: Uint8Array, message: Uint8Array, signature: Uint8Array): string {
  return latin1(sha256(fingerprint, Buffer.from([signature.length & 0xff]), signature, message));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
