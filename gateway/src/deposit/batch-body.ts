const NEWLINE = 0x0a;

/** A batch's body in its lines; they share the body's memory. */
export interface BatchLines {
  readonly header: Uint8Array;
  readonly members: readonly Uint8Array[];
}

/** The lines of a stored batch; undefined if the body does not end in a newline, as no single record's does. */
export function splitBatch(body: Uint8Array): BatchLines | undefined {
  if (body.at(-1) !== NEWLINE) return undefined;
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = body.indexOf(NEWLINE); end >= 0; end = body.indexOf(NEWLINE, start)) {
    lines.push(body.subarray(start, end));
    start = end + 1;
  }
  const [header, ...members] = lines;
  return header && { header, members };
}
