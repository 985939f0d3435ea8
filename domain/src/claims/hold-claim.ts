import { encodeHex, encodeUtf8, formatCanonical, sha256 } from '@quancheng/protocol';
import type { Amendment } from '../records/amendment.js';
import type { Reader } from '../records/reader.js';
import { ownerOf } from '../records/record-name.js';
import type { Claim, ClaimedThing } from './claim.js';

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
