// Matches a surrogate without its partner: with the u flag a valid pair is one code point.
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether a string is well-formed Unicode: every surrogate has its partner. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}
