import type { Readable } from 'node:stream';
import { QuanchengError } from '@quancheng/protocol';
import type { ByteShare } from '../streams/byte-budget.js';
import type { MemoryPool } from '../streams/memory-pool.js';
import { LINE_LIMIT } from './deposit-stream.js';
import { parseBatchHeader, type BatchHeader } from './prepare-batch.js';

/** Largest batch on the wire. */
const BATCH_LIMIT = 64 * 1024 * 1024;
const NEWLINE = 0x0a;

/** A batch as it came; its members have not been looked at. */
export interface ReceivedBatch {
  readonly header: BatchHeader;
  /** The whole body, in memory of its own. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/** A batch on the wire. */
export interface BatchStream {
  readonly stream: Readable;
  /** How many bytes will come, if that was announced. */
  readonly length: number | undefined;
  readonly share: ByteShare;
  /** Where the body's memory is from. */
  readonly memory: MemoryPool;
}

/**
 * Reads a batch from the wire. The header is judged as soon as it is there, so that nobody without a registered key
 * makes the gateway read 64 MiB.
 * @param judge throws if the header's signers may not deposit
 * @throws REQUEST_INTERRUPTED, BODY_TOO_LARGE, TOO_MANY_REQUESTS, the header's errors, judge's
 */
export async function readBatch(
  incoming: BatchStream,
  judge: (header: BatchHeader) => Promise<void>,
): Promise<ReceivedBatch> {
  const { stream } = incoming;
  // A request that is destroyed before its end would leave its connection open, and read no more.
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  try {
    return await collect(incoming, chunks, judge);
  } catch (error) {
    // What still comes is thrown away, so that the answer is seen behind it.
    stream.resume();
    throw error;
  }
}

async function collect(
  { length: announced, share, memory }: Omit<BatchStream, 'stream'>,
  arriving: AsyncIterable<Buffer>,
  judge: (header: BatchHeader) => Promise<void>,
): Promise<ReceivedBatch> {
  if (announced !== undefined && announced > BATCH_LIMIT) throw batchTooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  let header: BatchHeader | undefined;
  let body: Uint8Array<ArrayBuffer> | undefined;
  for await (const chunk of arriving) {
    if (length + chunk.length > BATCH_LIMIT) throw batchTooLarge();
    share.take(chunk.length);
    if (body === undefined) chunks.push(chunk);
    else body.set(chunk, length);
    length += chunk.length;
    if (header !== undefined) continue;
    if (chunk.includes(NEWLINE)) {
      header = parseBatchHeader(firstLine(chunks));
      await judge(header);
      // Written as it comes; what is not written yet takes no memory of the machine's.
      body = announced === undefined ? undefined : join(chunks, memory.take(announced));
    } else if (length > LINE_LIMIT) {
      throw tooLarge(`a line is longer than ${LINE_LIMIT} bytes`);
    }
  }
  if (header === undefined) throw new QuanchengError('REQUEST_INTERRUPTED', 'the first line does not end');
  return { header, body: body?.subarray(0, length) ?? join(chunks, memory.take(length)) };
}

function firstLine(chunks: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat(chunks);
  const line = bytes.subarray(0, bytes.indexOf(NEWLINE));
  if (line.length > LINE_LIMIT) throw tooLarge(`a line is longer than ${LINE_LIMIT} bytes`);
  return line;
}

/** Not Buffer.concat: short buffers share a pool, whose memory cannot be given to another thread. */
function join(chunks: readonly Buffer[], body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}

function batchTooLarge(): QuanchengError {
  return tooLarge(`a batch has at most ${BATCH_LIMIT} bytes`);
}

function tooLarge(detail: string): QuanchengError {
  return new QuanchengError('BODY_TOO_LARGE', detail);
}
