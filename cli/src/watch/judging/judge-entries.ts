import { formatTime, parseEntry, parseTime, TILE_WIDTH } from '@quancheng/protocol';
import type { Findings } from '../alarms.js';
import type { Shown } from './points.js';

/** So many tiles of new entries are read in one round; behind them, entries are held against promises only. */
const MOST_TILES = 256;
/** Milliseconds by which an entry may be older than a look at the log that didn't show it: it lay in a journal. */
const JOURNAL = 300_000;

/** From where on entries are new, and when the log was last seen without them. */
export interface SeenEntries {
  readonly size: number;
  readonly at?: number;
}

/**
 * Reads what is new in a log: every entry leads to the root, is one, and its time neither goes backwards nor is one that
 * was over when the log did not show it.
 * @throws LOG_MISMATCH, TILE_MALFORMED and the reader's errors
 */
export async function judgeEntries(
  { tree, checkpoint, source }: Shown,
  seen: SeenEntries,
  findings: Findings,
): Promise<void> {
  const subject = `${checkpoint.origin} at ${source.url}`;
  const first = Math.floor(seen.size / TILE_WIDTH);
  const end = Math.min(Math.ceil(checkpoint.size / TILE_WIDTH), first + MOST_TILES);
  let newest = 0;
  for (let tile = first; tile < end; tile += 1) {
    for (const [place, bytes] of (await tree.entries(tile)).entries()) {
      const index = tile * TILE_WIDTH + place;
      const wrong = judgeEntry(bytes, index, newest, seen);
      if (wrong.detail !== undefined)
        await findings.raise({ code: 'WATCH_ENTRY_WRONG', subject, detail: wrong.detail });
      newest = Math.max(newest, wrong.received ?? newest);
    }
  }
}

function judgeEntry(
  bytes: Uint8Array,
  index: number,
  newest: number,
  seen: SeenEntries,
): { readonly received?: number; readonly detail?: string } {
  let received: number;
  try {
    received = parseTime(parseEntry(bytes).received);
  } catch {
    return { detail: `entry ${index} is no log entry` };
  }
  const time = formatTime(received);
  if (received < newest)
    return { received, detail: `entry ${index} was received at ${time}, before the entry in front of it` };
  const isBackdated = seen.at !== undefined && index >= seen.size && received < seen.at - JOURNAL;
  if (!isBackdated) return { received };
  return {
    received,
    detail: `entry ${index} says that it was received at ${time}; at ${formatTime(seen.at)} the log had only ${seen.size} entries`,
  };
}
