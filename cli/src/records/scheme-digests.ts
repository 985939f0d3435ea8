import {
  canonicalize,
  encodeBase64,
  objectOf,
  QuanchengError,
  readForm,
  stringForm,
  textForm,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import { isUscc } from '@quancheng/domain';
import { invoiceDigests, invoiceKeyDigests, randomBytes } from '@quancheng/sdk';
import { createFile, readText } from '@quancheng/sdk/node';
import { parse } from 'yaml';
import { exists } from '../home/exists.js';
import { readCommitmentKey } from './private-digests.js';

const invoiceForm = objectOf({
  code: stringForm<string>('an invoice code, or nothing', (text) => /^\d{0,20}$/.test(text)),
  number: textForm,
  seller: stringForm<string>('a USCC', isUscc),
});

/**
 * By what a voucher scheme names its key of invoices. The key is made when it is not there, and stays in the file.
 * @throws FILE_UNREADABLE, FILE_UNWRITABLE, FILE_KIND_UNKNOWN
 */
export async function schemeKeyDigests(path: string): Promise<JsonObject> {
  if (await exists(path)) return { ...invoiceKeyDigests(await readCommitmentKey(path)) };
  const key = randomBytes(32);
  const digests = invoiceKeyDigests(key);
  const file = { schema: 'quancheng/commitment/v1', key: encodeBase64(key), ...digests };
  await createFile(path, canonicalize(file), { mode: 0o600 });
  return { ...digests };
}

/**
 * HMACs of an invoice under a scheme's key. @param path of a file with `code`, `number`, `seller`
 * @throws FILE_UNREADABLE, FILE_KIND_UNKNOWN
 */
export async function schemeInvoiceDigests(path: string, keyPath: string): Promise<JsonObject> {
  const text = await readText(path);
  let invoice: JsonValue;
  try {
    // Numbers with leading zeros stay what they are: no schema turns text into numbers.
    invoice = parse(text, { schema: 'failsafe', maxAliasCount: 0 }) as JsonValue;
  } catch (cause) {
    throw new QuanchengError('FILE_KIND_UNKNOWN', `${path} is neither JSON nor YAML`, { cause });
  }
  return {
    ...invoiceDigests(readForm(invoiceForm, invoice, 'FILE_KIND_UNKNOWN'), await readCommitmentKey(keyPath)),
  };
}
