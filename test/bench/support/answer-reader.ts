/** A whole answer to a request. */
export interface Answer {
  readonly status: number;
  /** Shares the reader's input: to be looked at before the next bytes are read. */
  readonly body: Buffer;
}

/** Reads HTTP/1.1 answers with a Content-Length, one after the other, from a connection's bytes. */
export class AnswerReader {
  #rest: Buffer | undefined;

  /** @returns the answer that these bytes complete; undefined if it is not whole yet */
  read(bytes: Buffer): Answer | undefined {
    const all = this.#rest === undefined ? bytes : Buffer.concat([this.#rest, bytes]);
    const headEnd = all.indexOf('\r\n\r\n');
    const head = headEnd < 0 ? '' : all.toString('latin1', 0, headEnd);
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
    if (length === undefined || all.length < headEnd + 4 + Number(length)) {
      // The bytes given are the connection's own and used again.
      this.#rest = Buffer.from(all);
      return undefined;
    }
    this.#rest = undefined;
    return { status: Number(head.slice(9, 12)), body: all.subarray(headEnd + 4) };
  }
}
