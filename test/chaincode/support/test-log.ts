import {
  consistencyProof,
  encodeHex,
  encodeUtf8,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  inclusionProof,
  leafHash,
  merkleRoot,
  newNoteSigner,
  newVerifierKey,
  nodeHash,
  signNote,
  type RootHash,
  type Signer,
} from '@quancheng/protocol';
import { testSigner } from '../../support/evidence/test-keys.js';

export const ORIGIN = 'log.example/quancheng';

/** A log's tree and keys, kept in memory. */
export class TestLog {
  readonly #leaves;
  readonly origin: string;

  /** @param leaves hashes of its entries; by default of made-up ones */
  constructor(
    origin = ORIGIN,
    label = 'entry',
    leaves = Array.from({ length: 64 }, (_, index) => leafHash(encodeUtf8(`${label} ${index}`))),
  ) {
    this.origin = origin;
    this.#leaves = leaves;
  }

  root(size: number): RootHash {
    return merkleRoot(this.#leaves.slice(0, size));
  }

  rootHex(size: number): string {
    return encodeHex(this.root(size));
  }

  /** A checkpoint of this size, signed by these keys under the log's name. */
  note(size: number, signers: readonly Signer[] = [logSigner], extensions: readonly string[] = []): string {
    const text = formatCheckpoint({ origin: this.origin, size, rootHash: this.root(size), extensions });
    return formatNote(
      signNote(
        text,
        signers.map((signer) => newNoteSigner(this.origin, signer)),
      ),
    );
  }

  /** RFC 6962 consistency proof as `anchor` takes it. */
  proof(old: number, size: number): string {
    return JSON.stringify(consistencyProof(old, size, this.#nodeAt).map(encodeHex));
  }

  /** RFC 6962 inclusion proof, in hex. */
  path(index: number, size: number): string[] {
    return inclusionProof(index, size, this.#nodeAt).map(encodeHex);
  }

  readonly #nodeAt = (level: number, index: number): Uint8Array => {
    if (level === 0) return this.#leaves[index]!;
    return nodeHash(this.#nodeAt(level - 1, 2 * index), this.#nodeAt(level - 1, 2 * index + 1));
  };
}

export const logSigner = testSigner('log key 1');
export const nextLogSigner = testSigner('log key 2');

export function verifierKeyOf(signer: Signer, origin = ORIGIN): string {
  return formatVerifierKey(newVerifierKey(origin, 'ed25519', signer.publicKey));
}
