/** The checks in the order of docs/specs/package.md, "Verification". */
export const checkIds = [
  'package',
  'trust-root',
  'statement',
  'audience',
  'batch',
  'reads',
  'signatures',
  'entry',
  'checkpoint',
  'inclusion',
  'anchor',
  'signer-keys',
  'promise',
  'original',
  'witnesses',
  'template',
  'disclosure',
] as const;

export type CheckId = (typeof checkIds)[number];
