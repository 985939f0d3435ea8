import type { MemberEntries } from './member-entries.js';
import type { MembersOf } from './read-members.js';

/** A batch's body, given back, with the entries of its members. */
export interface ReadBatch {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly entries: MemberEntries;
}

/** Reads the members of batches beside the work of the thread that asks. */
export interface MemberReader {
  /**
   * @param body not from a pool: its memory is given away and comes back with the result; do not use it meanwhile
   * @throws as readMembers; GATEWAY_FAILED if the reader itself fails
   */
  read(membersOf: MembersOf, body: Uint8Array<ArrayBuffer>): Promise<ReadBatch>;
  close(): Promise<void>;
}
