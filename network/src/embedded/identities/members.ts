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

/** Enough for all transactions under way, each with its client's and its endorsers' signatures. */
const rememberedSignatures = 4096;

/** Longer messages are remembered by their digests, so that memory stays bounded. */
const longestKept = 16 * 1024;

interface SignedMessage {
  readonly fingerprint: Uint8Array;
  /** See `kept`. */
  readonly message: Uint8Array;
  readonly length: number;
}

/** Recognises members by their serialised identity and checks their signatures, remembering what it found good. */
export class Members {
  readonly #known = new BoundedMap<string, Member>(4096);
  readonly #goodSignatures = new BoundedMap<string, SignedMessage>(rememberedSignatures);

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
    const { fingerprint } = member;
    if (this.#isRemembered(fingerprint, message, signature)) {
      return true;
    }
    const isGood = isMessageSignature(member.publicKey, message, signature);
    if (isGood) {
      this.remember(fingerprint, message, signature);
    }
    return isGood;
  }

  /**
   * Checks a signature on a thread of the pool and remembers it if it is good, so that `isSignature` answers at once and
   * the main thread stays free. Says nothing: whoever asks afterwards learns what is wrong.
   */
  async check(serialisedIdentity: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<void> {
    try {
      const { fingerprint, publicKey } = this.recognise(serialisedIdentity);
      if (
        !this.#isRemembered(fingerprint, message, signature) &&
        (await verifyMessageSignature(publicKey, message, signature))
      ) {
        this.remember(fingerprint, message, signature);
      }
    } catch {
      // No identity of this channel, or no signature at all.
    }
  }

  /** Remembers a signature that this process has just made, so that its own endorsements cost one signing only. */
  remember(fingerprint: Uint8Array, message: Uint8Array, signature: Uint8Array): void {
    this.#goodSignatures.set(latin1(signature), {
      fingerprint,
      message: kept(message),
      length: message.length,
    });
  }

  /** Signer and message are compared byte by byte: the signature is only where to look. */
  #isRemembered(fingerprint: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    const known = this.#goodSignatures.get(latin1(signature));
    return (
      known?.length === message.length &&
      Buffer.compare(known.fingerprint, fingerprint) === 0 &&
      Buffer.compare(known.message, kept(message)) === 0
    );
  }
}

/** The message itself, or of a long one its digest. */
function kept(message: Uint8Array): Uint8Array {
  return message.length <= longestKept ? message : sha256(message);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
