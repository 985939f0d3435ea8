import {
  compareBytes,
  decodeUtf8,
  encodeUtf8,
  equalBytes,
  isQuanchengError,
  listOf,
  objectOf,
  parseCanonical,
  QuanchengError,
  readForm,
  stringForm,
  textForm,
  type JsonValue,
} from '@quancheng/protocol';

/** What was asked for. */
export interface ReadRequest {
  /** 32 to 64 hex digits. */
  readonly nonce: string;
  /** 1 to 64 different state keys in byte order. */
  readonly keys: readonly string[];
}

/** The contract's function, by itself or with the contract's name. */
const FUNCTION_NAMES: readonly string[] = ['attest', 'quancheng:attest'];

export const nonceForm = stringForm('32 to 64 hex digits', (value) => /^[0-9a-f]{32,64}$/.test(value));

const requestForm = objectOf({ nonce: nonceForm, keys: listOf(textForm, 1, 64) });

/**
 * The request in a proposal's arguments, and its text.
 * @throws READ_MALFORMED
 */
export function parseReadRequest(args: readonly Uint8Array[]): {
  readonly request: ReadRequest;
  readonly text: string;
} {
  const [name, requestBytes, ...others] = args;
  if (name === undefined || requestBytes === undefined || others.length > 0)
    throw malformed('not two arguments');
  if (!FUNCTION_NAMES.some((each) => equalBytes(encodeUtf8(each), name))) throw malformed('another function');
  const request = readForm(requestForm, parseReadJson(requestBytes), 'READ_MALFORMED');
  if (!isAscending(request.keys)) throw malformed('the keys are not in byte order, each once');
  return { request, text: decodeUtf8(requestBytes) };
}

/** Canonical JSON inside a read. @throws READ_MALFORMED */
export function parseReadJson(bytes: Uint8Array): JsonValue {
  try {
    return parseCanonical(bytes);
  } catch (cause) {
    if (!isQuanchengError(cause)) throw cause;
    throw malformed(cause.detail);
  }
}

/** Whether keys are in byte order, each once, as Fabric sorts them (JavaScript's own order is by UTF-16). */
export function isAscending(keys: readonly string[]): boolean {
  const encoded = keys.map(encodeUtf8);
  return encoded.every((key, index) => {
    const previous = encoded[index - 1];
    return previous === undefined || compareBytes(previous, key) < 0;
  });
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('READ_MALFORMED', detail);
}
