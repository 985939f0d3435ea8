import { dirname, resolve } from 'node:path';
import {
  encodeHex,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  QuanchengError,
  sha256,
  sm3,
} from '@quancheng/protocol';
import { depositProofOf } from '@quancheng/sdk';
import { readText, readWholeFile } from '@quancheng/sdk/node';
import { parse } from 'yaml';
import { privateDigests } from './private-digests.js';
import { schemeInvoiceDigests, schemeKeyDigests } from './scheme-digests.js';

/** For --help. */
export const bodyHelp = `
A body is JSON or YAML with the members that docs/specs/records.md and market.md list. In place of digests it may name a file:
  notice: {$file: notice.txt, language: zh-CN, version: "3"}   the digests of a file that anybody may know
  reference: {$private: case.txt}   HMACs under a fresh key, kept in <file>.<record>.commitment.json
  deposit: {$evidence: data.csv.evidence.json}   the proof of a deposit, from its evidence package
  invoiceKey: {$invoiceKey: scheme.key.json}   of a voucher scheme: its key, made where there is none
  invoice: {$invoice: invoice.yaml, $key: scheme.key.json}   HMACs of {code, number, seller} under that key
正文为 JSON 或 YAML，成员见 docs/specs/records.md 与 market.md；摘要可用 $file（公开文件）、$private（私有文件，密钥留存本地）、$evidence（存证证据包）、$invoiceKey 与 $invoice（数据要素券政策的发票密钥及发票）代替。`;

/** A command's body from a file, with its `$…` members worked out; empty without a file. @throws FILE_…, PACKAGE_MALFORMED */
export async function readBody(path: string | undefined, target: string): Promise<JsonObject> {
  if (path === undefined) return {};
  const expanded = await expand(parseBody(await readText(path), path), {
    folder: dirname(path),
    record: target.replaceAll('/', '-'),
  });
  if (!isJsonObject(expanded)) throw new QuanchengError('FILE_KIND_UNKNOWN', `${path}: expected an object`);
  return expanded;
}

interface Place {
  readonly folder: string;
  /** The record's name as part of a file's. */
  readonly record: string;
}

function parseBody(text: string, path: string): JsonValue {
  try {
    return parse(text, { schema: 'core', maxAliasCount: 0 }) as JsonValue;
  } catch (cause) {
    throw new QuanchengError('FILE_KIND_UNKNOWN', `${path} is neither JSON nor YAML`, { cause });
  }
}

async function expand(value: JsonValue, place: Place): Promise<JsonValue> {
  if (Array.isArray(value)) {
    return Promise.all((value as readonly JsonValue[]).map((each) => expand(each, place)));
  }
  if (!isJsonObject(value)) return value;
  const { $file, $private, $evidence, $invoiceKey, $invoice, $key, ...others } = value;
  const members: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(others)) members[name] = await expand(member, place);
  const worked = await workOut({ $file, $private, $evidence, $invoiceKey, $invoice, $key }, place);
  return { ...members, ...worked };
}

type Special = Readonly<Record<string, JsonValue | undefined>>;

/** What stands for a `$…` member; nothing where there is none. */
async function workOut(
  { $file, $private, $evidence, $invoiceKey, $invoice, $key }: Special,
  { folder, record }: Place,
): Promise<JsonObject> {
  const pathOf = (path: string): string => resolve(folder, path);
  if (typeof $file === 'string') return fileDigests(pathOf($file));
  if (typeof $private === 'string') return privateDigests(pathOf($private), record);
  if (typeof $invoiceKey === 'string') return schemeKeyDigests(pathOf($invoiceKey));
  if (typeof $invoice === 'string' && typeof $key === 'string')
    return schemeInvoiceDigests(pathOf($invoice), pathOf($key));
  if (typeof $evidence === 'string') {
    return depositProofOf(await readWholeFile(pathOf($evidence)));
  }
  return {};
}

async function fileDigests(path: string): Promise<JsonObject> {
  const bytes = await readWholeFile(path);
  return { sha256: encodeHex(sha256(bytes)), sm3: encodeHex(sm3(bytes)) };
}
