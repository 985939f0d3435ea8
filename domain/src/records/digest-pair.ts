import { digestForm, objectOf, type ValueOf } from '@quancheng/protocol';

/**
 * Both digests of a document. Of a document that could be guessed they are HMACs under a key that stays off the ledger.
 */
export const digestPairForm = objectOf({ sha256: digestForm, sm3: digestForm });

export type DigestPair = ValueOf<typeof digestPairForm>;

export function isSameDigest(left: DigestPair, right: DigestPair): boolean {
  return left.sha256 === right.sha256 && left.sm3 === right.sm3;
}
