import type { Readable } from 'node:stream';
import { QuanchengError } from '@quancheng/protocol';
import { newLineSplitter, type Line } from '../streams/line-splitter.js';
import type { ByteShare } from '../streams/byte-budget.js';
import { LINE_LIMIT } from './deposit-stream.js';
import { MAXIMUM_MEMBER, parseBatchHeader, type BatchHeader } from './prepare-batch.js';

/** Largest batch on the wire. */
const BATCH_LIMIT = 64 * 1024 * 1024;

/** A batch as it came, whole. */
export interface ReceivedBatch {
  readonly header: BatchHeader;
  readonly body: Uint8Array;
  readonly members: readonly Uint8Array[];
}

/**
 * Reads a batch from the wire. The header is judged before a member is looked at, so that nobody without a
 * registered key makes the gateway read 64 MiB.
 * @param judge throws if the header's signers may not deposit
 * @throws REQUEST_INTERRUPTED, BODY_TOO_LARGE, BATCH_SIZE_MISMATCH, TOO_MANY_REQUESTS, the header's errors, judge's
 */
export async function readBatch(
  stream: Readable,
  share: ByteShare,
  judge: (header: BatchHeader) => Promise<void>,
): Promise<ReceivedBatch> {
  const splitter = newLineSplitter(LINE_LIMIT);
  const chunks: Uint8Array[] = [];
  const members: Uint8Array[] = [];
  let header: BatchHeader | undefined;
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BATCH_LIMIT)
      throw new QuanchengError('BODY_TOO_LARGE', `a batch has at most ${BATCH_LIMIT} bytes`);
    share.take(chunk.length);
    chunks.push(chunk);
    for (const line of splitter.push(chunk)) {
      if (header === undefined) {
        header = parseBatchHeader(bytesOf(line, LINE_LIMIT));
        await judge(header);
      } else {
        members.push(bytesOf(line, MAXIMUM_MEMBER));
        assertRoom(header, members.length);
      }
    }
  }
  if (header === undefined || splitter.end() !== undefined) {
    throw new QuanchengError('REQUEST_INTERRUPTED', 'the last line does not end in a newline');
  }
  return { header, body: Buffer.concat(chunks), members };
}

function bytesOf(line: Line, limit: number): Uint8Array {
  if ('tooLong' in line || line.bytes.length > limit) {
    throw new QuanchengError('BODY_TOO_LARGE', `a line is longer than ${limit} bytes`);
  }
  return line.bytes;
}

function assertRoom({ statement }: BatchHeader, members: number): void {
  if (members > statement.size) {
    throw new QuanchengError(
      'BATCH_SIZE_MISMATCH',
      `more members came than the ${statement.size} that the batch says`,
    );
  }
}
