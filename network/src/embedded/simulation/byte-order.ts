/** Compares strings by their UTF-8 bytes, as Fabric sorts keys; JavaScript's own order differs beyond U+FFFF. */
export function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
