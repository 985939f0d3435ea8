const DAY = 24 * 60 * 60 * 1000;

/** A Time so many days from now. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString();
}

/** The month before this one, `YYYY-MM`, in Jinan. */
export function lastMonth(): string {
  const local = new Date(Date.now() + 8 * 60 * 60 * 1000);
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
