import { visibleText } from './visible-text.js';

/** A path as one word for a POSIX shell, to be copied from the screen. */
export function shellWord(text: string): string {
  const shown = visibleText(text);
  return /^[\p{L}\p{N}_./:@%+=,-]+$/u.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
