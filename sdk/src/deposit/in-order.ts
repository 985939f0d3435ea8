/** Something under way; wrapped, since an async generator would wait for a bare promise before it gives it out. */
export interface Started<Result> {
  readonly sending: Promise<Result>;
}

/**
 * The results of tasks in the order in which they were started, while up to `limit` of them are under way.
 * The first failure ends it; tasks that were started by then go on to their end unobserved.
 */
export async function* inOrder<Result>(
  tasks: AsyncIterable<Started<Result>>,
  limit: number,
): AsyncGenerator<Result, void, undefined> {
  const underWay: Promise<Result>[] = [];
  try {
    for await (const { sending } of tasks) {
      // Awaited below; until then a failure must not count as unhandled.
      sending.catch(() => undefined);
      underWay.push(sending);
      const oldest = underWay.length >= limit ? underWay.shift() : undefined;
      if (oldest !== undefined) yield await oldest;
    }
    while (underWay.length > 0) {
      const oldest = underWay.shift();
      if (oldest !== undefined) yield await oldest;
    }
  } finally {
    // Whoever closes the store next must not close it under a task.
    await Promise.allSettled(underWay);
  }
}
