import { join } from 'node:path';
import { isJsonObject, isKeyId, parseCanonical } from '@quancheng/protocol';
import type { JsonObject, JsonValue } from '@quancheng/protocol';
import type { FileLayer } from '../log/file-layer.js';
import { readWhole } from '../log/whole-file.js';
import type { LogFindings } from './finding.js';

const CODE = 'LOG_SETTINGS_CORRUPT';
const TERMS = 'terms.json';
const PROMISE_KEYS = 'promise-keys.json';

/**
 * Checks what promises are made again from, besides the journal: the log's terms, and which key promised from where on.
 * @param end index after the log's last entry; undefined if the journal could not be read to its end
 * @returns the origin in the terms
 */
export async function checkSettings(
  files: FileLayer,
  directory: string,
  end: number | undefined,
  findings: LogFindings,
): Promise<string | undefined> {
  const origin = await checkTerms(files, directory, findings);
  const keys = await read(files, directory, PROMISE_KEYS, findings);
  if (keys !== undefined) checkSpans(keys['keys'], end, findings);
  else if ((end ?? 0) > 0) findings.add(CODE, PROMISE_KEYS, 'is missing or damaged');
  return origin;
}

async function checkTerms(
  files: FileLayer,
  directory: string,
  findings: LogFindings,
): Promise<string | undefined> {
  const terms = await read(files, directory, TERMS, findings);
  const { origin, ledger, inclusionPeriod } = terms ?? {};
  if (typeof origin === 'string' && typeof ledger === 'string' && typeof inclusionPeriod === 'number')
    return origin;
  findings.add(CODE, TERMS, 'is missing or damaged');
  return undefined;
}

function checkSpans(keys: JsonValue | undefined, end: number | undefined, findings: LogFindings): void {
  const spans = Array.isArray(keys) ? (keys as readonly JsonValue[]) : [];
  let before = -1;
  for (const span of spans) {
    const { key, from } = isJsonObject(span) ? span : {};
    if (!isKeyId(key) || typeof from !== 'number' || from < before) {
      findings.add(CODE, PROMISE_KEYS, 'a key’s span is damaged');
      return;
    }
    if (end !== undefined && from > end)
      findings.add(
        'LOG_JOURNAL_CORRUPT',
        'log/journal',
        `ends at ${end}, a key has promised from ${from} on`,
      );
    before = from;
  }
  if (spans.length === 0) findings.add(CODE, PROMISE_KEYS, 'names no key');
}

async function read(
  files: FileLayer,
  directory: string,
  name: string,
  findings: LogFindings,
): Promise<JsonObject | undefined> {
  const bytes = await readWhole(files, join(directory, name));
  if (bytes === undefined) return undefined;
  try {
    const value = parseCanonical(bytes);
    if (isJsonObject(value)) return value;
  } catch {
    // Told below.
  }
  findings.add(CODE, name, 'is damaged');
  return undefined;
}
