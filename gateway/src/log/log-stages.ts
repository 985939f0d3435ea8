/** Told what passes one stage, in records (log entries): by submission or group, never by record. */
export interface StageMeter {
  entered(records: number): void;
  /** @param seconds that were spent on them together */
  left(records: number, seconds: number): void;
  refused(records: number, error: unknown): void;
}

/** One group commit. */
export interface WrittenGroup {
  readonly submissions: number;
  readonly bytes: number;
  /** What the sync alone took. */
  readonly syncSeconds: number;
}

/** The log's stages, for whoever watches them. */
export interface LogStages {
  /** Looking for repetitions, numbering, deriving entries; what was there already leaves here. */
  readonly sequence: StageMeter;
  /** Into the journal, synced: acknowledged when it leaves. */
  readonly write: StageMeter;
  readonly index: StageMeter;
  /** Into the tree. */
  readonly integrate: StageMeter;
  /** Under a signed checkpoint whose tiles are on the medium. */
  readonly checkpoint: StageMeter;
  readonly onWritten: (group: WrittenGroup) => void;
}

const nobody: StageMeter = { entered: ignore, left: ignore, refused: ignore };

/** Nobody watches. */
export const unwatchedStages: LogStages = {
  sequence: nobody,
  write: nobody,
  index: nobody,
  integrate: nobody,
  checkpoint: nobody,
  onWritten: ignore,
};

/** Seconds since a moment of performance.now(). */
export function secondsSince(start: number): number {
  return (performance.now() - start) / 1_000;
}

function ignore(): void {
  // Nothing is counted.
}
