/** Computes a value once for each key; a failure is kept, too. */
export interface Memo<Key, Value> {
  take(key: Key, compute: () => Value): Value;
}

export function newMemo<Key, Value>(): Memo<Key, Value> {
  const known = new Map<Key, () => Value>();
  return {
    take(key, compute) {
      const outcome = known.get(key) ?? run(compute);
      known.set(key, outcome);
      return outcome();
    },
  };
}

function run<Value>(compute: () => Value): () => Value {
  try {
    const value = compute();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
