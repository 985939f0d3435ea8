import { createHash } from 'node:crypto';

/** What a stranger needs besides the endorsed answers: nothing of this project's. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** RFC 8785 for what the ledger holds: numbers are integers. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join()}}`;
}

export function digestOf(value: Json): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** Whether each value names the digest of the one before, and the first none. */
export function isChain(values: readonly { readonly [name: string]: Json }[]): boolean {
  return values.every((value, index) => {
    const before = values[index - 1];
    return value['previous'] === (before === undefined ? undefined : digestOf(before));
  });
}

/** A command's statement digest: SHA-256 of what DSSE signs (DSSEv1 pre-authentication encoding). */
export function statementDigest({ payload, payloadType }: { payload: string; payloadType: string }): string {
  const bytes = Buffer.from(payload, 'base64');
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${bytes.length} `;
  return hash(Buffer.from(head), bytes).toString('hex');
}

const hash = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 9162, 2.1.3.2: the root of the tree of so many leaves in which this entry has this index. */
export function rootFrom(entry: Json, index: number, size: number, path: readonly string[]): string {
  let node = hash(Buffer.from([0]), Buffer.from(canonical(entry)));
  let [position, last] = [index, size - 1];
  for (const sibling of path.map((hex) => Buffer.from(hex, 'hex'))) {
    if (position % 2 === 1 || position === last) {
      node = hash(Buffer.from([1]), sibling, node);
      while (position % 2 === 0 && position !== 0) [position, last] = [position >> 1, last >> 1];
    } else {
      node = hash(Buffer.from([1]), node, sibling);
    }
    [position, last] = [position >> 1, last >> 1];
  }
  return node.toString('hex');
}
