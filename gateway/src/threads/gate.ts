/** Lets so much work be under way at once; the rest waits its turn. */
export interface Gate {
  pass<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function newGate(most: number): Gate {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return {
    async pass(work) {
      if (underWay < most) underWay += 1;
      // Whoever ends gives its place to the one that waits longest.
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) underWay -= 1;
        else next();
      }
    },
  };
}
