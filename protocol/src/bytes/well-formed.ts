/** Whether a string is well-formed Unicode: every surrogate has its partner. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
