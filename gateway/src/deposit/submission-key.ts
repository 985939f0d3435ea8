/**
 * Under which key the log keeps a record or batch: unique by (first signer's participant, id). A batch is one key
 * (docs/decisions/0003-batch-member-ids.md); ids contain no slash.
 */
export function submissionKey(participant: string, id: string): string {
  return `${participant}/${id}`;
}

/** A record's id as the log knows it: of its own, or a place in a batch. */
export interface RecordPlace {
  /** Id of the single record or of the batch. */
  readonly id: string;
  /** Index in the batch; undefined for a single record. */
  readonly member: number | undefined;
}

/** @param id a RecordId: only a batch member's has a point */
export function parseRecordPlace(id: string): RecordPlace {
  const point = id.indexOf('.');
  if (point < 0) return { id, member: undefined };
  return { id: id.slice(0, point), member: Number(id.slice(point + 1)) };
}
