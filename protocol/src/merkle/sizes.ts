import { QuanchengError } from '../errors/quancheng-error.js';

/** Sizes and indexes are safe integers: bit operators would cut them at 32 bits, so none are used on them. */
export function assertCount(value: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new QuanchengError('VALUE_OUT_OF_RANGE', `${name} is not an integer from 0 to 2^53 − 1`);
  }
}

export function assertIndex(index: number, size: number): void {
  assertCount(index, 'index');
  assertCount(size, 'size');
  if (index >= size)
    throw new QuanchengError('VALUE_OUT_OF_RANGE', `index ${index} is not below size ${size}`);
}

/** Largest power of two below size: where RFC 6962 splits a tree of at least two leaves. */
export function splitPoint(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

export function half(value: number): number {
  return Math.floor(value / 2);
}

export function isOdd(value: number): boolean {
  return value % 2 === 1;
}
