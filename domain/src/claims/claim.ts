import { formatCanonical, encodeHex, encodeUtf8, sha256 } from '@quancheng/protocol';
import type { Amendment } from '../records/amendment.js';
import type { RecordHead } from '../records/record.js';
import type { Reader } from '../records/reader.js';
import { ownerOf } from '../records/record-name.js';

/** What only one record at a time can have. */
export type ClaimedThing = 'deposit' | 'certificate-number' | 'registry-code';

/**
 * Who has something that only one can have, so that of two who take it at once one loses. State key `claim/<name>`; the
 * name follows from the thing, in the name space of the register's owner. Only other records' transitions write it.
 */
export interface Claim extends RecordHead {
  readonly status: 'held';
  readonly what: ClaimedThing;
  /** Name of the register within which it is the only one. */
  readonly register: string;
  readonly value: string;
  /** Name of the certificate that has it. */
  readonly holder: string;
}

/** A claim and how it stands on the ledger. */
export interface ClaimState {
  readonly id: string;
  readonly what: ClaimedThing;
  readonly register: string;
  readonly value: string;
  readonly present: Claim | undefined;
}

export async function loadClaim(
  read: Reader,
  what: ClaimedThing,
  register: string,
  value: string,
): Promise<ClaimState> {
  const digest = encodeHex(sha256(encodeUtf8(formatCanonical([what, register, value]))));
  const id = `${ownerOf(register)}/${digest}`;
  return { id, what, register, value, present: await read('claim', id) };
}

/** Takes it, over from whoever has it: whether that is right is for the transition's rules. */
export function claimFor(holder: string, { id, what, register, value, present }: ClaimState): Amendment {
  return { kind: 'claim', id, before: present, contents: { status: 'held', what, register, value, holder } };
}
