const NEWLINE = 0x0a;

/** The first line of a stored batch; undefined if the body does not end in a newline, as no single record's does. */
export function headerLine(body: Uint8Array): Uint8Array | undefined {
  return body.at(-1) === NEWLINE ? body.subarray(0, body.indexOf(NEWLINE)) : undefined;
}

/** The lines after the first; they share the body's memory. */
export function memberLines(body: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = body.indexOf(NEWLINE) + 1;
  for (let end = body.indexOf(NEWLINE, start); end >= 0; end = body.indexOf(NEWLINE, start)) {
    lines.push(body.subarray(start, end));
    start = end + 1;
  }
  return lines;
}
