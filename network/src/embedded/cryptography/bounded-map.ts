/**
 * A map that forgets its oldest entries: for results that can be computed again. It holds the newest `capacity` entries
 * and up to as many older ones, in two generations: deleting the oldest one by one from a large Map is slow, because
 * finding it means passing by the holes that those before it have left.
 */
export class BoundedMap<K, V> {
  #young = new Map<K, V>();
  #old = new Map<K, V>();

  constructor(private readonly capacity: number) {}

  get(key: K): V | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  set(key: K, value: V): void {
    if (this.#young.size >= this.capacity) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}
