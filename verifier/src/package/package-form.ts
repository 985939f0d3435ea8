import {
  anyJson,
  base64Form,
  digestForm,
  listOf,
  objectOf,
  oneOf,
  optional,
  stringForm,
} from '@quancheng/protocol';

/** Not a limit of the format: larger strings than this cannot be made. */
const LARGEST = 2 ** 31;

export const endorsedReadForm = base64Form(1, 1_048_576);
export const originalKeyForm = base64Form(32, 32);
export const originalForm = base64Form(0, LARGEST);
export const noteForm = stringForm('a signed note', (value) => value.length <= 65_536);

/** A consistency proof has at most two hashes a level, and a tree of 2^53 leaves 53 levels. */
const LONGEST_CONSISTENCY_PROOF = 106;

export const cosignedMembers = {
  checkpoint: noteForm,
  proof: listOf(digestForm, 0, LONGEST_CONSISTENCY_PROOF),
} as const;

/** The members of a package; records, entries, envelopes and proofs are parsed by their own readers. */
export const packageForm = objectOf({
  schema: oneOf('quancheng/package/v1'),
  record: anyJson,
  entry: anyJson,
  proof: noteForm,
  promise: optional(anyJson),
  cosigned: optional(objectOf(cosignedMembers)),
  reads: listOf(endorsedReadForm, 1, 16),
  originalKey: optional(originalKeyForm),
  original: optional(originalForm),
});
