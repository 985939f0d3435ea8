import { meetsQuorum, parseNote, type TlogPolicy, type VerifierKey } from '@quancheng/protocol';
import type { Cosignatures, MarkedCosignatures } from './cosignature-store.js';

/** Follows who cosigned which size, in the order of the sizes, and says when a quorum has. */
export class QuorumWatch {
  #policy: TlogPolicy | undefined;
  #size: number | undefined;
  /** Those of the policy's witnesses that cosigned this size. */
  #cosigners: ReadonlySet<VerifierKey> = new Set();

  constructor(policy: TlogPolicy | undefined) {
    this.#policy = policy;
  }

  /** Goes by another policy from the next size on. */
  follow(policy: TlogPolicy | undefined): void {
    this.#policy = policy;
    this.#size = undefined;
  }

  /** What these cosignatures say, with what was kept of their size. */
  mark(cosignatures: Cosignatures): MarkedCosignatures {
    const isQuorum =
      this.#policy !== undefined && meetsQuorum(this.#policy, this.#cosignersWith(cosignatures));
    return { ...cosignatures, witnesses: signersOf(cosignatures).map(witnessName), isQuorum };
  }

  /** Counts them from now on. */
  keep(cosignatures: Cosignatures): void {
    this.#cosigners = this.#cosignersWith(cosignatures);
    this.#size = cosignatures.size;
  }

  #cosignersWith(cosignatures: Cosignatures): ReadonlySet<VerifierKey> {
    const cosigners = new Set(cosignatures.size === this.#size ? this.#cosigners : []);
    const names = new Set(signersOf(cosignatures).map(witnessName));
    for (const { verifierKey } of this.#policy?.witnesses ?? [])
      if (names.has(witnessName(verifierKey))) cosigners.add(verifierKey);
    return cosigners;
  }
}

/** What a witness is known by: the name alone is anybody's. */
export function witnessName({ name, keyHash }: Pick<VerifierKey, 'name' | 'keyHash'>): string {
  return `${name} ${keyHash}`;
}

function signersOf({ lines }: Cosignatures) {
  return parseNote(`\n\n${lines}`).signatures;
}
