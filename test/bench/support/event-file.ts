// Events of the ledger in a file, so that a benchmark of what follows them holds no more of them than the ledger's
// client would: each is taken from the bytes that came last.
import { open } from 'node:fs/promises';
import type { LedgerEvent } from '@quancheng/ledger';

/** Bytes read at once: about as much as a message of the ledger's client. */
const CHUNK = 1024 * 1024;

/** Writes events, each as its length and itself; numbers are big-endian, of four bytes. */
export async function writeEventFile(path: string, events: Iterable<LedgerEvent>): Promise<void> {
  const file = await open(path, 'w');
  let waiting: Uint8Array[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    await file.writev(waiting);
    waiting = [];
    size = 0;
  };
  try {
    for (const event of events) {
      const bytes = Buffer.concat(partsOf(event).flatMap((part) => [lengthOf(part), part]));
      waiting.push(lengthOf(bytes), bytes);
      size += bytes.length;
      if (size > CHUNK) await flush();
    }
    await flush();
  } finally {
    await file.close();
  }
}

/** The events of such a file, in order. */
export async function* readEventFile(path: string): AsyncGenerator<LedgerEvent> {
  const file = await open(path);
  try {
    let rest = Buffer.alloc(0);
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK));
      if (bytesRead === 0) return;
      const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      let place = 0;
      for (;;) {
        const found = frameAt(bytes, place);
        if (found === undefined) break;
        yield eventOf(framesOf(found));
        place += 4 + found.length;
      }
      rest = bytes.subarray(place);
    }
  } finally {
    await file.close();
  }
}

function partsOf({ name, blockNumber, transactionId, payload, writes }: LedgerEvent): Uint8Array[] {
  const head = [name, blockNumber.toString(), transactionId].map((text) => Buffer.from(text));
  const written = [...(writes ?? [])].flatMap(([key, value]) => [Buffer.from(key), value]);
  return [...head, payload, ...written];
}

function eventOf(parts: readonly Buffer[]): LedgerEvent {
  const [name, block, transactionId, payload, ...written] = parts;
  const writes = new Map<string, Uint8Array>();
  for (let index = 0; index < written.length; index += 2) {
    writes.set(String(written[index]), written[index + 1] ?? Buffer.alloc(0));
  }
  return {
    name: String(name),
    blockNumber: BigInt(String(block)),
    transactionId: String(transactionId),
    payload: payload ?? Buffer.alloc(0),
    writes,
  };
}

function framesOf(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let place = 0; place < bytes.length; ) {
    const frame = frameAt(bytes, place) ?? bytes.subarray(place);
    found.push(frame);
    place += 4 + frame.length;
  }
  return found;
}

/** undefined if it is not there to its end. */
function frameAt(bytes: Buffer, place: number): Buffer | undefined {
  if (place + 4 > bytes.length) return undefined;
  const end = place + 4 + bytes.readUInt32BE(place);
  return end > bytes.length ? undefined : bytes.subarray(place + 4, end);
}

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}
