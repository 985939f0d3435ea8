import { QuanchengError } from '@quancheng/protocol';

/** Only endorsed reads are compressed. */
export function notCompressed(detail: string): QuanchengError {
  return new QuanchengError('READ_MALFORMED', `compressed bytes: ${detail}`);
}
