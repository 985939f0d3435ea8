import { parseCanonical, type JsonValue } from '@quancheng/protocol';
import { invalid, itemsOf } from './arguments';
import { inflate, isCompressed } from './inflate';

const MOST_COMMANDS = 500;
/** More than a block of this size could hold in the clear. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The list of command envelopes in an argument: its canonical JSON, or the zlib stream of that.
 * @throws ARGUMENT_INVALID, JSON_…, NUMBER_NOT_INTEGER
 */
export function parseCommandList(argument: Uint8Array): readonly JsonValue[] {
  const text = isCompressed(argument) ? inflate(argument, MOST_BYTES) : argument;
  if (text === undefined) throw invalid('commands', `is no zlib stream of at most ${MOST_BYTES} bytes`);
  return itemsOf(parseCanonical(text), 'commands', 1, MOST_COMMANDS);
}
