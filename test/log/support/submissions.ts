import { createHash } from 'node:crypto';
import type { DecodeSubmission, Submission } from '@quancheng/gateway';

/** What a test submission's body says. */
interface Body {
  readonly key: string;
  readonly count: number;
  readonly padding: string;
}

/** A submission of `count` entries, each of which names key, place and receipt time. */
export function newSubmission(key: string, count = 1, paddingBytes = 0): Submission {
  const body = Buffer.from(JSON.stringify({ key, count, padding: 'p'.repeat(paddingBytes) } satisfies Body));
  return {
    ...decodeSubmission(body),
    fingerprint: createHash('sha256').update(body).digest(),
    body,
  };
}

export const decodeSubmission: DecodeSubmission = (bytes) => {
  const { key, count } = JSON.parse(Buffer.from(bytes).toString()) as Body;
  return { key, count, entries: (received) => entriesOf(key, count, received) };
};

export function* entriesOf(key: string, count: number, received: string): Generator<Uint8Array> {
  for (let place = 0; place < count; place += 1) yield Buffer.from(`${key}#${place}@${received}`);
}
