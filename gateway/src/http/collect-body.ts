import type { Readable } from 'node:stream';
import { QuanchengError } from '@quancheng/protocol';
import type { ByteShare } from '../streams/byte-budget.js';

/** Milliseconds from a body's first byte to its last: who sends slower keeps others' memory. */
const PATIENCE = 60_000;

/**
 * Reads a body into memory of its own.
 * @throws BODY_TOO_LARGE, TOO_MANY_REQUESTS, REQUEST_INTERRUPTED; the connection's errors
 */
export function collectBody(stream: Readable, limit: number, share: ByteShare): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let timer: NodeJS.Timeout | undefined;

    const onData = (chunk: Buffer): void => {
      timer ??= setTimeout(() => fail(interrupted('not whole within a minute')), PATIENCE).unref();
      length += chunk.length;
      try {
        if (length > limit) throw new QuanchengError('BODY_TOO_LARGE', `more than ${limit} bytes`);
        share.take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        fail(error as Error);
      }
    };
    const onClose = (): void => fail(interrupted('the connection was closed'));
    const fail = (error: Error): void => {
      clearTimeout(timer);
      chunks.length = 0;
      // What still comes is thrown away.
      stream.off('data', onData).resume();
      reject(error);
    };
    stream
      .on('data', onData)
      .once('error', fail)
      .once('close', onClose)
      .once('end', () => {
        clearTimeout(timer);
        stream.off('close', onClose);
        resolve(Buffer.concat(chunks, length));
      });
  });
}

function interrupted(detail: string): QuanchengError {
  return new QuanchengError('REQUEST_INTERRUPTED', detail);
}
