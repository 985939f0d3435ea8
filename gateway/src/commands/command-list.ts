import { deflateSync } from 'node:zlib';
import {
  encodeUtf8,
  envelopeFromJson,
  formatCanonical,
  formatClearEnvelope,
  type JsonValue,
} from '@quancheng/protocol';

/**
 * The argument of the contract's function `execute`: envelopes in the clear where that is possible, and compressed if
 * that makes it shorter: every byte of a transaction is copied, hashed and kept some twenty times between client,
 * endorsers, orderers and peers. 500 commands take 10 ms here.
 * @throws what envelopeFromJson throws
 */
export function formatCommandList(envelopes: readonly JsonValue[]): Uint8Array {
  const text = encodeUtf8(`[${envelopes.map(formatItem).join()}]`);
  const compressed = deflateSync(text);
  return compressed.length < text.length ? compressed : text;
}

function formatItem(envelope: JsonValue): string {
  return formatClearEnvelope(envelopeFromJson(envelope)) ?? formatCanonical(envelope);
}
