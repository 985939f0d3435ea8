import type { ErrorCode } from '@quancheng/protocol';
import type { EntryBlock } from './entry-block.js';
import type { MembersOf } from './read-members.js';

/** To a worker: one batch. */
export interface ReadRequest {
  readonly membersOf: MembersOf;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** From it: the body back with the entries, or why not. */
export type ReadResponse =
  | { readonly body: Uint8Array<ArrayBuffer>; readonly entries: EntryBlock }
  | { readonly code: ErrorCode; readonly detail: string };
