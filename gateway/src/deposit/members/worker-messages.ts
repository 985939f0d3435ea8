import type { ErrorCode } from '@quancheng/protocol';
import type { MemberEntries } from './member-entries.js';
import type { MembersOf } from './read-members.js';

/** To a worker: one batch. */
export interface ReadRequest {
  readonly membersOf: MembersOf;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** From it: the body back with the entries, or why not. */
export type ReadResponse =
  | { readonly body: Uint8Array<ArrayBuffer>; readonly entries: MemberEntries }
  | { readonly code: ErrorCode; readonly detail: string };
