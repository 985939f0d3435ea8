import type { ActionBodies } from '@quancheng/domain';
import { encodeHex, parseCheckpoint, parseNote } from '@quancheng/protocol';
import { parsePackage } from '@quancheng/verifier';
import type { PlainBody } from '../commands/plain-body.js';

/** What a certificate's application says of the evidence that was deposited before it. */
export type DepositProofMember = PlainBody<ActionBodies['certificate.apply']>['deposit'];

/** The member `deposit` of `certificate.apply`, from an evidence package. @throws PACKAGE_MALFORMED */
export function depositProofOf(packageBytes: Uint8Array): DepositProofMember {
  const { entry, proof } = parsePackage(packageBytes);
  const { origin, size } = parseCheckpoint(parseNote(proof.checkpoint).text);
  return { origin, size, index: proof.index, entry, path: proof.hashes.map((hash) => encodeHex(hash)) };
}
