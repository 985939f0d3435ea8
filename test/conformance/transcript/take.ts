interface Closeable<T> extends AsyncIterable<T> {
  close(): void;
}

/** The first events of a stream, which is then closed. */
export async function take<T>(events: Closeable<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  try {
    for await (const event of events) {
      taken.push(event);
      if (taken.length === count) {
        break;
      }
    }
  } finally {
    events.close();
  }
  return taken;
}
