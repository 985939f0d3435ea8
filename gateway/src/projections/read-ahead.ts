/** What an iterable brings, in order; while one item is in use the next is already made. */
export async function* readAhead<Item>(source: AsyncIterable<Item>): AsyncGenerator<Item> {
  const iterator = source[Symbol.asyncIterator]();
  let coming = iterator.next();
  try {
    for (;;) {
      const item = await coming;
      if (item.done === true) return;
      coming = iterator.next();
      yield item.value;
    }
  } finally {
    // Not waited for: the source may be silent for long, and whoever gave it has means to end it. Nor does a rejection
    // that nobody waits for any more end the process.
    coming.catch(() => undefined);
    iterator.return?.().catch(() => undefined);
  }
}
