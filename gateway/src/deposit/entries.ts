/** What an entry says of one statement, apart from when it was received. Digests are hex. */
export interface EntryFacts {
  readonly kind: string;
  readonly sha256: string;
  readonly sm3: string;
}

/** What the entries of one deposit have in common. */
export interface EntryFrame {
  /** Hex SHA-256 of the envelope's canonical bytes. */
  readonly envelope: string;
  readonly received: string;
}

/**
 * The canonical JSON of a log entry (docs/specs/log.md), which is ASCII. Written as text, for speed: every part is a
 * count or a string without escapes, and the members stand in canonical order; a test holds it against protocol's form.
 * @param member index in the batch; undefined for a single record
 */
export function formatEntryText(
  { envelope, received }: EntryFrame,
  { kind, sha256, sm3 }: EntryFacts,
  member: number | undefined,
): string {
  const place = member === undefined ? '' : `"member":${member},`;
  return (
    `{"envelope":"${envelope}","kind":"${kind}",${place}"received":"${received}",` +
    `"schema":"quancheng/entry/v1","sha256":"${sha256}","sm3":"${sm3}"}`
  );
}

/** formatEntryText's bytes. */
export function formatEntryBytes(
  frame: EntryFrame,
  facts: EntryFacts,
  member: number | undefined,
): Uint8Array {
  return Buffer.from(formatEntryText(frame, facts, member), 'latin1');
}
