/** One event of a `text/event-stream` (HTML Living Standard, 9.2.6). */
export interface ServerSentEvent {
  /** The last id that the stream gave; undefined before the first. */
  readonly id: string | undefined;
  readonly data: string;
}

/** The events of a stream's decoded text. A last event without its empty line was cut off and is left out. */
export async function* serverSentEvents(
  texts: AsyncIterable<string>,
): AsyncGenerator<ServerSentEvent, void, undefined> {
  let pending = '';
  let id: string | undefined;
  let data: string[] = [];
  for await (const text of texts) {
    // A carriage return at the very end may be half of a line end.
    const lines = (pending + text).split(/\r\n|\n|\r(?!$)/);
    pending = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { id, data: data.join('\n') };
        data = [];
      } else if (line.startsWith('id:')) id = valueOf(line);
      else if (line.startsWith('data:')) data.push(valueOf(line));
    }
  }
}

function valueOf(line: string): string {
  return line.slice(line.indexOf(':') + 1).replace(/^ /, '');
}
