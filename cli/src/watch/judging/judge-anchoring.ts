import { formatTime, parseTime } from '@quancheng/protocol';
import type { Findings } from '../alarms.js';
import type { WatchedHead } from '../state/head-store.js';

/** Milliseconds for which things may stand still. */
export interface Bounds {
  readonly stalled: number;
  readonly away: number;
  readonly clock: number;
}

/**
 * Whether anchors follow the log.
 * @param shown size of the largest tree that the log shows
 * @returns what to remember
 */
export async function judgeAnchoring(
  origin: string,
  before: WatchedHead['anchored'],
  anchored: { readonly size: number; readonly root: string },
  shown: number,
  now: number,
  { stalled }: Bounds,
  findings: Findings,
): Promise<NonNullable<WatchedHead['anchored']>> {
  const { size, root } = anchored;
  if (shown <= size) {
    await findings.fine('WATCH_ANCHORING_STALLED', origin);
    return { size, root };
  }
  const behindSince = (before?.size === size ? before.behindSince : undefined) ?? formatTime(now);
  if (now - parseTime(behindSince) >= stalled)
    await findings.raise({
      code: 'WATCH_ANCHORING_STALLED',
      subject: origin,
      detail: `${size} of ${shown} entries are anchored, and no more since ${behindSince}`,
    });
  else await findings.fine('WATCH_ANCHORING_STALLED', origin);
  return { size, root, behindSince };
}
