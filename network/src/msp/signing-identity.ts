import { type KeyObject, createPrivateKey, hash } from 'node:crypto';
import { msp } from '@hyperledger/fabric-protos';
import type { Identity } from './identity.js';
import { signMessage } from './signature.js';

/** A peer, orderer or administrator whose key this process holds. */
export class SigningIdentity {
  readonly mspId: string;
  /** msp.SerializedIdentity, as it travels and as it is signed. */
  readonly serialised: Buffer;
  readonly fingerprint: Buffer;
  readonly #key: KeyObject;

  constructor({ mspId, certificate, privateKey }: Identity) {
    const message = new msp.SerializedIdentity();
    message.setMspid(mspId);
    message.setIdBytes(Buffer.from(certificate));
    this.mspId = mspId;
    this.serialised = Buffer.from(message.serializeBinary());
    this.fingerprint = hash('sha256', this.serialised, 'buffer');
    this.#key = createPrivateKey(privateKey);
  }

  sign(message: Uint8Array): Buffer {
    return signMessage(this.#key, message);
  }
}
