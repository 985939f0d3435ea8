/**
 * What an iterable brings, in order, as much at once as is there already: one item when they come singly, and up to a
 * given weight when they come faster than they are taken.
 */
export async function* gather<Item>(
  source: AsyncIterable<Item>,
  most: number,
  weightOf: (item: Item) => number,
): AsyncGenerator<readonly Item[]> {
  const iterator = source[Symbol.asyncIterator]();
  let coming = iterator.next();
  try {
    for (;;) {
      const first = await coming;
      if (first.done === true) return;
      const items = [first.value];
      let weight = weightOf(first.value);
      coming = iterator.next();
      const turn = nextTurn();
      while (weight < most) {
        const more = await Promise.race([coming, turn]);
        // The end is met again, and so is an error, where the next group begins.
        if (more === undefined || more.done === true) break;
        items.push(more.value);
        weight += weightOf(more.value);
        coming = iterator.next();
      }
      yield items;
    }
  } finally {
    // Not waited for: the source may be silent for long, and whoever gave it has means to end it. Nor does a rejection
    // that nobody waits for any more end the process.
    coming.catch(() => undefined);
    iterator.return?.().catch(() => undefined);
  }
}

/** Whatever needs no further input or output has happened by then. */
function nextTurn(): Promise<undefined> {
  return new Promise((resolve) => setImmediate(() => resolve(undefined)));
}
