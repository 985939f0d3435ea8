import { encodeHex } from '../bytes/hex.js';
import { decodeUtf8 } from '../bytes/utf8.js';
import { sha256, sm3 } from '../digests/digests.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { readForm } from '../form/form.js';
import { canonicalize } from '../json/canonical-json.js';
import { hasDuplicateNames } from '../json/duplicate-names.js';
import type { JsonValue } from '../json/json-value.js';
import { templateForm } from './template-form.js';
import type { SectorTemplate } from './template.js';

/** A template with what pins it. */
export interface PinnedTemplate {
  readonly template: SectorTemplate;
  /** Of its canonical JSON, hex: however the file is laid out, the template is the same. */
  readonly sha256: string;
  readonly sm3: string;
}

/**
 * Reads a template's file: JSON as people write it, but without duplicate names, and strict in all else.
 * @throws TEMPLATE_INVALID with the place
 */
export function parseTemplate(bytes: Uint8Array): PinnedTemplate {
  const value = readJson(bytes);
  const canonical = canonicalBytes(value);
  const template = readForm(templateForm, value, 'TEMPLATE_INVALID');
  return { template, sha256: encodeHex(sha256(canonical)), sm3: encodeHex(sm3(canonical)) };
}

function readJson(bytes: Uint8Array): JsonValue {
  try {
    const text = decodeUtf8(bytes);
    const value = JSON.parse(text) as JsonValue;
    if (!hasDuplicateNames(text, value)) return value;
  } catch (cause) {
    throw new QuanchengError('TEMPLATE_INVALID', 'not JSON in UTF-8', { cause });
  }
  throw new QuanchengError('TEMPLATE_INVALID', 'a name occurs twice in one object');
}

function canonicalBytes(value: JsonValue): Uint8Array {
  try {
    return canonicalize(value);
  } catch (cause) {
    const detail = cause instanceof QuanchengError ? cause.detail : 'no canonical form';
    throw new QuanchengError('TEMPLATE_INVALID', detail, { cause });
  }
}
