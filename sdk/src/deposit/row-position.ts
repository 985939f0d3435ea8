/**
 * Ids of deposited rows say which row they stand for: a batch's is `<deposit>-<number of its first row>`, rows
 * counted from 1 without the header. Its members' ids follow from it, and all of them are signed.
 */
export function rowsBatchId(deposit: string, first: number): string {
  return `${deposit}-${first}`;
}

/** The row that a record's id stands for, if it has the form above. */
export function rowOfRecord(id: string): number | undefined {
  const [, first, member] = /^[A-Za-z0-9]+-([1-9]\d{0,14})\.(0|[1-9]\d{0,3})$/.exec(id) ?? [];
  return first === undefined || member === undefined ? undefined : Number(first) + Number(member);
}
