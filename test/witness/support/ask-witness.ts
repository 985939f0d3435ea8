import { parseNote, verifyNote, type VerifierKey } from '@quancheng/protocol';

export interface WitnessReply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly retryAfter: string | null;
  /** Code of a problem. */
  readonly code: string | undefined;
}

export async function ask(address: string, body: string | Uint8Array): Promise<WitnessReply> {
  const response = await fetch(`${address}/add-checkpoint`, { method: 'POST', body });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const code = type.startsWith('application/problem+json')
    ? (JSON.parse(text) as { code: string }).code
    : undefined;
  return { status: response.status, type, text, retryAfter: response.headers.get('retry-after'), code };
}

/** When a witness says that it cosigned this checkpoint, in POSIX seconds; fails unless the lines verify. */
export function cosignedAt(noteText: string, lines: string, key: VerifierKey): number {
  const [verified] = verifyNote(parseNote(`${noteText}\n${lines}`), [key]);
  return verified!.time!;
}
