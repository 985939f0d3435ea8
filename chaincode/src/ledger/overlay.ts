import type { StateSource } from './state-source';

/**
 * Writes of this transaction above a source. Fabric's GetState never returns a transaction's own writes, so a batch
 * whose later commands depend on its earlier ones needs this layer.
 */
export class Overlay implements StateSource {
  readonly #below: StateSource;
  readonly #writes = new Map<string, string>();

  constructor(below: StateSource) {
    this.#below = below;
  }

  async read(key: string): Promise<string | undefined> {
    return this.#writes.get(key) ?? (await this.#below.read(key));
  }

  write(key: string, value: string): void {
    this.#writes.set(key, value);
  }

  /** The writes in the order of their keys: all endorsers must produce the same bytes. Keys are ASCII. */
  writes(): readonly (readonly [key: string, value: string])[] {
    return [...this.#writes].sort(([left], [right]) => (left < right ? -1 : 1));
  }
}
