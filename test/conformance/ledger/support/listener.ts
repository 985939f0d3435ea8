import type { Stage } from '../stage.js';

interface Closeable<T> extends AsyncIterable<T> {
  close(): void;
}

/** A stream that is read as the test goes on, with a limit to its patience. */
export class Listener<T> {
  readonly #events: AsyncIterator<T>;

  private constructor(private readonly stream: Closeable<T>) {
    this.#events = stream[Symbol.asyncIterator]();
  }

  /**
   * Begins to listen. A call's first message is on its way when the client returns, not yet at the server: a call that
   * was made later, on the same connection, and answered shows that it has arrived.
   */
  static async open<T>(stream: Closeable<T>, { evaluate }: Pick<Stage, 'evaluate'>): Promise<Listener<T>> {
    const listener = new Listener(stream);
    await evaluate('echo', 'are you there?');
    return listener;
  }

  /** The next so many events. */
  async next(count: number): Promise<T[]> {
    const events: T[] = [];
    while (events.length < count) {
      const event = await this.#events.next();
      if (event.done === true) throw new Error(`the stream ended after ${events.length} of ${count} events`);
      events.push(event.value);
    }
    return events;
  }

  /** The next so many events, after which the stream is closed. */
  async last(count: number): Promise<T[]> {
    try {
      return await this.next(count);
    } finally {
      this.close();
    }
  }

  close(): void {
    this.stream.close();
  }
}
