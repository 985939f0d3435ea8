/**
 * Characters that change how the text around them looks, or can't be seen: C0 and C1 controls, bidirectional
 * controls, zero-width and invisible characters, line separators, byte order mark, tags, variation selectors.
 */
const UNSAFE =
  /[\p{Cc}\p{Cs}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/**
 * Text that somebody else wrote, made safe to show: what it would do to the terminal or to the reading
 * direction is written out as \u{…}. Unicode UAX #9 and UTR #36.
 */
export function visibleText(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
