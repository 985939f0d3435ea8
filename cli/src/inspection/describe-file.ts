import {
  decodeUtf8,
  isJsonObject,
  isQuanchengError,
  type JsonObject,
  type JsonValue,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  QuanchengError,
  encodeBase64,
  encodeHex,
} from '@quancheng/protocol';
import { unfold } from './unfold.js';

export interface FileDescription {
  /** What it is, for people. */
  readonly kind: string;
  readonly content: JsonValue;
}

const KINDS: Readonly<Record<string, string>> = {
  'quancheng/package/v1': 'Evidence package 证据包',
  'quancheng/bundle/v1': 'Evidence bundle 证据束',
  'quancheng/record-proof/v1': 'Record proof 记录证明',
  'quancheng/search-proof/v1': 'Search proof 查询证明',
  'quancheng/dossier/v1': 'Manifest of a dossier 卷宗清单',
  'quancheng/fraud-proof/v1': 'Fraud proof 舞弊证明',
  'quancheng/key/v1': 'Key file 密钥文件',
  'quancheng/onboard-request/v1': 'Onboarding request 入网申请',
  'quancheng/foundation/v1': 'Foundation of a ledger 账本奠基文件',
};

/** What a file says, without its secrets. @throws FILE_KIND_UNKNOWN */
export function describeFile(bytes: Uint8Array, path: string): FileDescription {
  const text = readTextOf(bytes, path);
  if (text.startsWith('c2sp.org/tlog-proof'))
    return { kind: 'C2SP tlog-proof 日志包含证明', content: describeProof(text) };
  const value = parseOrNothing(text);
  if (isJsonObject(value)) return describeObject(value, path);
  if (text.includes('\n\n— ')) return { kind: 'C2SP checkpoint 检查点', content: describeNote(text) };
  throw unknown(path);
}

function describeObject(value: JsonObject, path: string): FileDescription {
  const { schema, payloadType } = value;
  const content = unfold(value);
  if (typeof payloadType === 'string') return { kind: `DSSE envelope 信封, ${payloadType}`, content };
  const kind = typeof schema === 'string' ? (KINDS[schema] ?? schema) : undefined;
  if (kind === undefined) throw unknown(path);
  return { kind, content };
}

function describeProof(text: string): JsonObject {
  const { index, hashes, checkpoint } = parseTlogProof(text);
  return { index, hashes: hashes.map(encodeHex), checkpoint: describeNote(checkpoint) };
}

function describeNote(text: string): JsonObject {
  const note = parseNote(text);
  const { origin, size, rootHash } = parseCheckpoint(note.text);
  const signatures = note.signatures.map(({ name, keyHash, signature }) => ({
    name,
    keyHash,
    signature: encodeBase64(signature),
  }));
  return { origin, size, root: encodeHex(rootHash), signatures };
}

function parseOrNothing(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function readTextOf(bytes: Uint8Array, path: string): string {
  try {
    return decodeUtf8(bytes);
  } catch (cause) {
    if (!isQuanchengError(cause)) throw cause;
    throw unknown(path, cause);
  }
}

function unknown(path: string, cause?: unknown): QuanchengError {
  return new QuanchengError('FILE_KIND_UNKNOWN', path, { cause });
}
