import { PassThrough, type Readable } from 'node:stream';

/** The part of a body that has arrived, as a stream that ends instead of failing. */
export interface WholePart {
  readonly stream: Readable;
  /** Once the stream has ended: whether the body had ended by itself, and not been cut or stopped. */
  readonly isWhole: () => boolean;
}

/**
 * Ends where the body ends, breaks off, or is to be stopped, so that what came before is not lost with an error.
 * @param stop ends it early; the rest of the body is not read
 */
export function takeWholePart(body: Readable, stop: AbortSignal): WholePart {
  const stream = new PassThrough();
  let whole = false;
  const end = (): void => {
    body.unpipe(stream);
    stop.removeEventListener('abort', end);
    stream.end();
  };
  body.once('end', () => {
    whole = true;
    end();
  });
  body.once('error', end);
  body.once('close', end);
  stop.addEventListener('abort', end, { once: true });
  if (stop.aborted) end();
  else body.pipe(stream, { end: false });
  return { stream, isWhole: () => whole };
}
