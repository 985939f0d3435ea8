const NEWLINE = 0x0a;

/** A line without its newline, or what is left of one that was longer than the limit. */
export type Line = { readonly bytes: Uint8Array } | { readonly tooLong: true };

/** Cuts chunks into lines, holding at most one line's limit in memory. */
export interface LineSplitter {
  /** Bytes of the line that has not ended yet. */
  readonly held: number;
  /** Lines that this chunk completes. */
  push(chunk: Uint8Array): Line[];
  /** The last line, if the input ended without a newline. */
  end(): Line | undefined;
}

/** @param limit largest line in bytes, without its newline; a longer one is skipped and reported in its place */
export function newLineSplitter(limit: number): LineSplitter {
  let parts: Uint8Array[] = [];
  let length = 0;

  function add(part: Uint8Array): void {
    length += part.length;
    if (length <= limit) parts.push(part);
    else parts = [];
  }

  function take(): Line {
    const line: Line =
      length > limit
        ? { tooLong: true }
        : { bytes: parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts) };
    parts = [];
    length = 0;
    return line;
  }

  return {
    get held() {
      return length <= limit ? length : 0;
    },
    push(chunk) {
      const lines: Line[] = [];
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
        add(chunk.subarray(start, end));
        lines.push(take());
        start = end + 1;
      }
      if (start < chunk.length) add(chunk.subarray(start));
      return lines;
    },
    end: () => (length > 0 ? take() : undefined),
  };
}
