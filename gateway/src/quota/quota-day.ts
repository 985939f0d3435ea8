const DAY = 86_400_000;

/** Quotas are by calendar day in UTC. @param now milliseconds since the epoch */
export function quotaDay(now: number): number {
  return Math.floor(now / DAY);
}

/** Seconds until the next day's quota, at least one. */
export function secondsToNextDay(now: number): number {
  return Math.max(1, Math.ceil(((quotaDay(now) + 1) * DAY - now) / 1_000));
}
