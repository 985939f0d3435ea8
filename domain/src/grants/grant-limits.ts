/** What the instrument limits, as data: 公共数据资源授权运营实施规范 (发改数据规〔2025〕27号). */
export const grantLimits = {
  /** In principle; what lasts longer says why, and by which decision. */
  termYears: 5,
} as const;

/** The same day and time so many years later; of 29 February, 1 March. @param time Time */
export function yearsLater(time: string, years: number): string {
  const date = new Date(time);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString();
}
