import {
  formatTime,
  isQuanchengError,
  meetsQuorum,
  parseNote,
  parseTime,
  verifyNote,
  type TlogPolicy,
  type VerifiedNoteSignature,
  type VerifierKey,
} from '@quancheng/protocol';
import type { Findings } from '../alarms.js';
import type { WatchedHead } from '../state/head-store.js';
import type { Bounds } from './judge-anchoring.js';

/** The largest tree of a log that a witness is known to have cosigned. */
export type CosignedSizes = Map<VerifierKey, number>;

/** Those of the policy's witnesses that cosigned a note; none if one that it names did not verify. */
export function cosignersOf(note: string, policy: TlogPolicy | undefined): readonly VerifiedNoteSignature[] {
  try {
    return verifyNote(parseNote(note), policy?.witnesses.map(({ verifierKey }) => verifierKey) ?? []);
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    return [];
  }
}

export function addCosigned(
  sizes: CosignedSizes,
  cosigners: readonly VerifiedNoteSignature[],
  size: number,
): void {
  for (const { key } of cosigners) sizes.set(key, Math.max(size, sizes.get(key) ?? 0));
}

/**
 * The largest size up to which a quorum has cosigned the log: who cosigned a later tree has cosigned what it begins with,
 * and all of them were found to be trees of one log.
 */
export function quorumSize(sizes: CosignedSizes, policy: TlogPolicy): number {
  const descending = [...new Set(sizes.values())].sort((left, right) => right - left);
  const isEnough = (size: number): boolean =>
    meetsQuorum(policy, new Set([...sizes].filter(([, own]) => own >= size).map(([key]) => key)));
  return descending.find(isEnough) ?? 0;
}

/**
 * Whether a quorum of witnesses follows the anchors.
 * @returns what to remember
 */
export async function judgeQuorum(
  origin: string,
  before: WatchedHead['cosigned'],
  sizes: CosignedSizes,
  policy: TlogPolicy,
  anchored: number,
  now: number,
  { stalled }: Bounds,
  findings: Findings,
): Promise<NonNullable<WatchedHead['cosigned']>> {
  const size = Math.max(quorumSize(sizes, policy), before?.size ?? 0);
  if (size >= anchored) {
    await findings.fine('WATCH_QUORUM_MISSING', origin);
    return { size };
  }
  const behindSince = (before?.size === size ? before.behindSince : undefined) ?? formatTime(now);
  if (now - parseTime(behindSince) >= stalled)
    await findings.raise({
      code: 'WATCH_QUORUM_MISSING',
      subject: origin,
      detail: `${anchored} entries are anchored, a quorum has cosigned ${size}, and no more since ${behindSince}`,
    });
  else await findings.fine('WATCH_QUORUM_MISSING', origin);
  return { size, behindSince };
}
