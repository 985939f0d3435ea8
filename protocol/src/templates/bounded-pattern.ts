/** One character or class, perhaps with a bounded quantifier; what I-Regexp (RFC 9485) and every dialect reads alike. */
const PART =
  /^(?:\\d|\\[\\.()[\]{}+*?|^$-]|\[\^?(?:\\[\\\]^-]|[^\\[\]^])+\]|[^\\[\](){}+*?|^$.])(?:\{\d{1,3}(?:,\d{1,3})?\}|\?)?/u;

/**
 * Whether a text is a pattern of templates: a sequence of characters and classes with bounded quantifiers. There are no
 * groups, alternatives or unbounded repetitions, so that no template can make its reader spin.
 */
export function isBoundedPattern(pattern: string): boolean {
  let rest = pattern;
  while (rest !== '') {
    const [part] = PART.exec(rest) ?? [];
    if (part === undefined) return false;
    rest = rest.slice(part.length);
  }
  try {
    return compilePattern(pattern) instanceof RegExp;
  } catch {
    // A class such as [z-a], or a quantifier such as {3,2}.
    return false;
  }
}

/** The whole value must match. */
export function compilePattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}
