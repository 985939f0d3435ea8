import {
  decodeBase64,
  encodeHex,
  QuanchengError,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import {
  formatSearchProof,
  verifyCollection,
  verifySearch,
  verifyVersions,
  type FreshnessOptions,
  type RecordHistory,
  type RecordProof,
  type SearchProof,
  type TrustRoot,
} from '@quancheng/verifier';
import { invalid } from '../client/read-answer.js';
import { randomBytes } from '../random/random-bytes.js';
import { recordPaths, type ServedKind } from './record-kinds.js';

/** Asks the gateway a question of the given path and query. */
export type Ask = (path: string, query: Readonly<Record<string, string>>) => Promise<JsonObject>;

/**
 * Evidence of all versions of a record, fresh and verified before it is given out.
 * @throws HISTORY_BROKEN, READ_…, ENDORSEMENT_TOO_FEW, RECORD_UNKNOWN
 */
export async function proveRecord(
  ask: Ask,
  root: TrustRoot,
  kind: ServedKind,
  name: string,
): Promise<RecordProof> {
  const { subject, reads } = await readHistory(ask, root, kind, name);
  return { subject, reads };
}

/**
 * All versions of a record, as the organisations of the trust root endorse them now; none: there is no such record.
 * @throws as proveRecord
 */
export async function readVersions(
  ask: Ask,
  root: TrustRoot,
  kind: ServedKind,
  name: string,
): Promise<RecordHistory> {
  return (await readHistory(ask, root, kind, name)).verified;
}

function readHistory(ask: Ask, root: TrustRoot, kind: ServedKind, name: string) {
  const subject = `${kind}/${name}`;
  const path = `/v1/${recordPaths[kind]}/${name}/read`;
  return prove(ask, path, subject, (reads, freshness) => verifyVersions(reads, root, subject, freshness));
}

/**
 * The same of all entries of a collection.
 * @param name for example `uses/<consent>`
 * @throws as proveRecord
 */
export async function proveCollection(ask: Ask, root: TrustRoot, name: string): Promise<RecordProof> {
  const { subject, reads } = await prove(
    ask,
    `/v1/collections/${name}/read`,
    `collection/${name}`,
    (given, freshness) => verifyCollection(given, root, name, freshness),
  );
  return { subject, reads };
}

async function prove<Verified>(
  ask: Ask,
  path: string,
  subject: string,
  verify: (reads: readonly Uint8Array[], freshness: FreshnessOptions) => Verified,
): Promise<RecordProof & { readonly verified: Verified }> {
  const nonce = encodeHex(randomBytes(16));
  const reads: Uint8Array[] = [];
  for (let after: Readonly<Record<string, string>> = {}; ; ) {
    const answer = await ask(path, { nonce, ...after });
    reads.push(...readsOf(answer));
    const next = answer['next'];
    if (typeof next !== 'string') break;
    after = { after: next };
  }
  return { subject, reads, verified: verify(reads, { nonce }) };
}

/**
 * A search with all that it found, fresh and verified before it is given out.
 * @throws RECORD_UNKNOWN for whoever may not read the search; SEARCH_…, HISTORY_BROKEN, READ_…, ENDORSEMENT_TOO_FEW
 */
export async function proveSearch(ask: Ask, root: TrustRoot, search: string): Promise<SearchProof> {
  const nonce = encodeHex(randomBytes(16));
  const reads = readsOf(await ask(`/v1/searches/${search}/proof`, { nonce }));
  const proof = { search, reads };
  const time = new Date().toISOString();
  const { code, sentence } = verifySearch(formatSearchProof(proof), { trustRoot: root, time, nonce });
  if (code !== undefined) throw new QuanchengError(code, sentence?.en ?? '');
  return proof;
}

/** The endorsed reads of an answer. @throws GATEWAY_RESPONSE_INVALID */
export function readsOf({ reads }: JsonObject): readonly Uint8Array[] {
  if (!Array.isArray(reads)) throw invalid('reads is no list');
  return (reads as readonly JsonValue[]).map((each) => {
    if (typeof each !== 'string') throw invalid('a read is no string');
    return decodeBase64(each);
  });
}
