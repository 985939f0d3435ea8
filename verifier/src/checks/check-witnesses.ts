import {
  formatTime,
  isQuanchengError,
  meetsQuorum,
  parseNote,
  QuanchengError,
  verifyConsistency,
  verifyNote,
  type Checkpoint,
  type TlogPolicy,
  type VerifiedNoteSignature,
} from '@quancheng/protocol';
import type { CosignedCheckpoint, EvidencePackage } from '../package/evidence-package.js';
import type { Session } from '../session/session.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { checkCheckpoint } from './check-checkpoint.js';
import type { Witnessed } from './witnessed.js';

/** A trust root that names witnesses. */
export type WitnessedRoot = TrustRoot & { readonly witnesses: TlogPolicy };

/**
 * A quorum of the trust root's witnesses has cosigned the anchored checkpoint, or a later one of the same log whose
 * tree is proven to begin with the anchored one's.
 * @param anchored the checkpoint of the proof, found to be the log's
 * @throws WITNESS_POLICY_NONE, WITNESS_QUORUM_MISSING, COSIGNATURE_INVALID, COSIGNED_CHECKPOINT_MISMATCH
 */
export function checkWitnesses(
  { proof, cosigned }: Pick<EvidencePackage, 'proof' | 'cosigned'>,
  anchored: Checkpoint,
  root: WitnessedRoot,
  session: Session,
): Witnessed {
  return session.witnessed.take(cosigned ?? proof.checkpoint, () => {
    const { witnesses: policy } = root;
    if (policy.quorum === 'none') throw new QuanchengError('WITNESS_POLICY_NONE', 'quorum none');
    const own = cosignatures(proof.checkpoint, policy);
    if (cosigned === undefined) return judge(policy, own);
    assertContains(cosigned, anchored, root, session);
    return judge(policy, cosignatures(cosigned.checkpoint, policy));
  });
}

function assertContains(
  { checkpoint, proof }: CosignedCheckpoint,
  anchored: Checkpoint,
  root: TrustRoot,
  session: Session,
): void {
  const later = readLater(checkpoint, root, session);
  const { origin, size, rootHash } = anchored;
  const contains =
    later.origin === origin && verifyConsistency(size, later.size, rootHash, later.rootHash, proof);
  if (!contains) throw mismatch('its tree is not proven to begin with the anchored one');
}

function readLater(note: string, root: TrustRoot, session: Session): Checkpoint {
  try {
    return checkCheckpoint(note, root, session);
  } catch (cause) {
    if (!isQuanchengError(cause)) throw cause;
    throw mismatch(cause.detail, cause);
  }
}

/** Those of the policy's witnesses that cosigned a note. Signatures of others are not looked at. */
function cosignatures(noteText: string, { witnesses }: TlogPolicy): readonly VerifiedNoteSignature[] {
  const keys = witnesses.map(({ verifierKey }) => verifierKey);
  try {
    return verifyNote(parseNote(noteText), keys);
  } catch (cause) {
    if (isQuanchengError(cause, 'NOTE_UNVERIFIED')) return [];
    if (!isQuanchengError(cause)) throw cause;
    throw new QuanchengError('COSIGNATURE_INVALID', cause.detail, { cause });
  }
}

/** Earliest time by which those who had cosigned are a quorum. */
function judge(policy: TlogPolicy, signatures: readonly VerifiedNoteSignature[]): Witnessed {
  const cosigners = new Set<VerifiedNoteSignature['key']>();
  for (const { key, time = 0 } of signatures.toSorted((left, right) => timeOf(left) - timeOf(right))) {
    cosigners.add(key);
    if (meetsQuorum(policy, cosigners)) return { cosigned: formatSeconds(time) };
  }
  throw new QuanchengError('WITNESS_QUORUM_MISSING', `${cosigners.size} witnesses of the policy cosigned`);
}

function timeOf({ time = 0 }: VerifiedNoteSignature): number {
  return time;
}

/** @throws COSIGNATURE_INVALID beyond the years that a Time can say */
function formatSeconds(time: number): string {
  try {
    return formatTime(time * 1_000);
  } catch (cause) {
    throw new QuanchengError('COSIGNATURE_INVALID', 'a time beyond the calendar', { cause });
  }
}

function mismatch(detail: string, cause?: unknown): QuanchengError {
  return new QuanchengError('COSIGNED_CHECKPOINT_MISMATCH', detail, { cause });
}
