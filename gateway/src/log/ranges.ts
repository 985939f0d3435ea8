import { QuanchengError } from '@quancheng/protocol';

/** @throws LOG_INDEX_UNKNOWN unless it is an index below the size */
export function assertIndexBelow(index: number, size: number): void {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new QuanchengError('LOG_INDEX_UNKNOWN', `no index ${index} below ${size}`);
  }
}

/** @throws LOG_INDEX_UNKNOWN unless it is a size up to the limit */
export function assertSizeUpTo(size: number, limit: number): void {
  if (!Number.isSafeInteger(size) || size < 0 || size > limit) {
    throw new QuanchengError('LOG_INDEX_UNKNOWN', `no size ${size} up to ${limit}`);
  }
}
