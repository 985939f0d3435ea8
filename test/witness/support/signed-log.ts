import {
  consistencyProof,
  encodeHex,
  encodeUtf8,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  leafHash,
  newNoteSigner,
  parseRootHash,
  sha256,
  signNote,
  type Signer,
} from '@quancheng/protocol';
import type { AnchorSource } from '@quancheng/witness';
import { ORIGIN } from '../../support/evidence/consortium.js';
import { treeHash } from '../../support/evidence/merkle-tree.js';

/** A log that signs whatever it is told to, forks included: two with one prefix are a fork of each other. */
export class SignedLog {
  readonly leaves: Uint8Array[] = [];

  constructor(
    readonly signer: Signer,
    readonly origin = ORIGIN,
  ) {}

  grow(size: number, about = 'entry'): this {
    while (this.leaves.length < size)
      this.leaves.push(leafHash(encodeUtf8(`${about} ${this.leaves.length}`)));
    return this;
  }

  /** Another log of the same key that begins with these leaves. */
  fork(prefix: number): SignedLog {
    const fork = new SignedLog(this.signer, this.origin);
    fork.leaves.push(...this.leaves.slice(0, prefix));
    return fork;
  }

  root(size: number): Uint8Array {
    return treeHash(this.leaves.slice(0, size));
  }

  text(size: number): string {
    return formatCheckpoint({ origin: this.origin, size, rootHash: parseRootHash(this.root(size)) });
  }

  note(size: number, signer = this.signer): string {
    return formatNote(signNote(this.text(size), [newNoteSigner(this.origin, signer)]));
  }

  proof(oldSize: number, size: number): Uint8Array[] {
    return consistencyProof(oldSize, size, (level, index) =>
      treeHash(this.leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
    );
  }

  /** The body of add-checkpoint. */
  request(oldSize: number, size: number): string {
    return formatAddCheckpoint({ oldSize, proof: this.proof(oldSize, size), checkpoint: this.note(size) });
  }

  /** A ledger that has anchored every size of this log. */
  anchors(): AnchorSource {
    return (origin, size) =>
      Promise.resolve(
        origin === this.origin && size <= this.leaves.length
          ? {
              root: parseRootHash(this.root(size)),
              noteDigest: encodeHex(sha256(encodeUtf8(this.text(size)))),
            }
          : undefined,
      );
  }
}
