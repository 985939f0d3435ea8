/** Signatures that a block needs from n orderers, of which f = ⌊(n − 1) / 3⌋ may be faulty: any two quorums share f + 1. */
export function bftQuorum(orderers: number): number {
  const faulty = Math.floor((orderers - 1) / 3);
  return Math.ceil((orderers + faulty + 1) / 2);
}
