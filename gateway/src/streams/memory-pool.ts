/**
 * Large buffers that are used again. The memory of a buffer that is dropped comes free only when the collector has gone
 * through the whole heap, which a stream of large bodies makes it do several times a second.
 */
export interface MemoryPool {
  /** Memory of its own for so many bytes, which may hold bytes of an earlier use. */
  take(length: number): Uint8Array<ArrayBuffer>;
  /** Takes back memory that nobody uses any more. */
  give(bytes: Uint8Array<ArrayBuffer>): void;
}

/** Smaller ones are left to the collector. */
const LEAST_BYTES = 256 * 1024;
const STEP_BYTES = 1024 * 1024;

/** @param limit bytes that are kept for use at most */
export function newMemoryPool(limit: number): MemoryPool {
  const idle: ArrayBuffer[] = [];
  let kept = 0;
  return {
    take(length) {
      if (length < LEAST_BYTES) return new Uint8Array(length);
      const place = idle.findIndex(({ byteLength }) => byteLength >= length);
      const [found] = place < 0 ? [] : idle.splice(place, 1);
      kept -= found?.byteLength ?? 0;
      return new Uint8Array(found ?? new ArrayBuffer(Math.ceil(length / STEP_BYTES) * STEP_BYTES), 0, length);
    },
    give({ buffer }) {
      if (buffer.byteLength < LEAST_BYTES || kept + buffer.byteLength > limit) return;
      kept += buffer.byteLength;
      idle.push(buffer);
    },
  };
}
