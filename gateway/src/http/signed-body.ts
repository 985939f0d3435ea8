import { Readable } from 'node:stream';
import { QuanchengError } from '@quancheng/protocol';

/** The bytes of a JSON body as they came. @throws MEDIA_TYPE_UNSUPPORTED if there is no such body */
export function requireBuffer(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new QuanchengError('MEDIA_TYPE_UNSUPPORTED', 'expected a body of type application/json');
}

/** The stream of an NDJSON body. @throws MEDIA_TYPE_UNSUPPORTED if there is no such body */
export function requireStream(body: unknown): Readable {
  if (body instanceof Readable) return body;
  throw new QuanchengError('MEDIA_TYPE_UNSUPPORTED', 'expected a body of type application/x-ndjson');
}
