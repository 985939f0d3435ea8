import { InvalidArgumentError } from 'commander';

/** Reads an option's whole number within bounds. */
export function readCount(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      `expected a whole number from ${least} to ${most} 应为 ${least} 至 ${most} 的整数`,
    );
  };
}
