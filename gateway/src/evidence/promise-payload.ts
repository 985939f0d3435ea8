import {
  encodeHex,
  formatPromise,
  formatTime,
  leafHash,
  parseTime,
  type LedgerId,
} from '@quancheng/protocol';

/** What a promise is about: a single record's entry, or a batch (hex digests). */
export type PromiseSubject =
  | { readonly kind: 'record'; readonly entry: Uint8Array }
  | { readonly kind: 'batch'; readonly envelope: string; readonly root: string };

/** Where it stands in the log. */
export interface PromisePlace {
  /** Index of the (first) entry. */
  readonly first: number;
  readonly count: number;
  readonly received: string;
}

/** What all promises of a log have in common. */
export interface PromiseFrame {
  readonly audience: LedgerId;
  readonly origin: string;
  /** Milliseconds. */
  readonly inclusionPeriod: number;
}

/** The canonical bytes of a promise (docs/specs/log.md), to be signed. */
export function formatPromisePayload(
  frame: PromiseFrame,
  subject: PromiseSubject,
  place: PromisePlace,
): Uint8Array {
  const includedBy = deadlineOf(place.received, frame.inclusionPeriod);
  if (subject.kind === 'record') return recordPromise(frame, place, includedBy, leafHash(subject.entry));
  const { audience, origin } = frame;
  const { envelope, root } = subject;
  const { first, count, received } = place;
  const schema = 'quancheng/promise/v1';
  const batch = { envelope, root };
  return formatPromise({ audience, batch, first, includedBy, origin, received, schema, size: count });
}

/**
 * Written as text, for speed: every part is a count or a string without escapes, and the members stand in canonical
 * order; a test holds it against protocol's form.
 */
function recordPromise(
  { audience, origin }: PromiseFrame,
  { first, count, received }: PromisePlace,
  includedBy: string,
  leaf: Uint8Array,
): Uint8Array {
  return Buffer.from(
    `{"audience":"${audience}","first":${first},"includedBy":"${includedBy}","leaf":"${encodeHex(leaf)}",` +
      `"origin":"${origin}","received":"${received}","schema":"quancheng/promise/v1","size":${count}}`,
    'latin1',
  );
}

/** Promises come many in a millisecond, and the time is made anew for each one only if it is another. */
let last = { received: '', inclusionPeriod: 0, deadline: '' };

function deadlineOf(received: string, inclusionPeriod: number): string {
  if (last.received !== received || last.inclusionPeriod !== inclusionPeriod) {
    const deadline = formatTime(parseTime(received) + inclusionPeriod);
    last = { received, inclusionPeriod, deadline };
  }
  return last.deadline;
}
