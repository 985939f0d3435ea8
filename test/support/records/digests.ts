/** Both digests of a document that a test has no need of. */
export const digests = (letter: string): { readonly sha256: string; readonly sm3: string } => ({
  sha256: letter.repeat(64),
  sm3: letter.repeat(64),
});
