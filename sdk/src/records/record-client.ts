import type { Records } from '@quancheng/domain';
import type { JsonObject, JsonValue } from '@quancheng/protocol';
import {
  verifyEndorsedRead,
  type RecordHistory,
  type RecordProof,
  type SearchProof,
  type TrustRoot,
} from '@quancheng/verifier';
import type { BackOff } from '../client/back-off.js';
import { getRequest } from '../client/gateway-requests.js';
import { invalid, readCount, readJson, readObject, readString } from '../client/read-answer.js';
import type { Transport } from '../client/transport.js';
import { followEvents, type EventOptions, type RecordEvent } from './follow-events.js';
import { proveCollection, proveRecord, proveSearch, readsOf, readVersions } from './prove-record.js';
import { recordPaths, type ServedKind, type VisibleRecord } from './record-kinds.js';

/** One page of a list; `next` is given back as `after` for the page behind it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** Filters are the record's own members, and `text`, `changedSince`, `after`, `limit`. */
export type Filters = Readonly<Record<string, string | number>>;

/** An entry of a collection: a version of a record, numbered without gaps. */
export interface CollectionEntry {
  readonly number: number;
  /** State key. */
  readonly record: string;
  readonly version: number;
}

/**
 * Records as the gateway's projection shows them to the client's reader. A record's name is
 * `<ParticipantId>/<RecordId>`. Errors: RECORD_UNKNOWN, also for what the reader may not see; KEY_UNKNOWN, KEY_REVOKED and
 * REQUEST_… for the reader's signature.
 */
export interface RecordClient {
  /** @param asOf Time: the version in force then. @throws AS_OF_UNSETTLED until that moment is safely past */
  get<Kind extends ServedKind>(kind: Kind, name: string, asOf?: string): Promise<VisibleRecord<Kind>>;
  /** Newest change first. */
  list<Kind extends ServedKind>(kind: Kind, filters?: Filters): Promise<Page<VisibleRecord<Kind>>>;
  /** All versions, oldest first. */
  versions<Kind extends ServedKind>(kind: Kind, name: string): Promise<readonly Records[Kind][]>;
  /** All entries of a collection, for example `uses/<consent>`. */
  collection(name: string): Promise<readonly CollectionEntry[]>;
  /**
   * Endorsed reads of the record and its versions, or of one version and its successor; each is verified if the client
   * has a trust root. @param nonce 32 to 64 hex @throws READ_…, ENDORSEMENT_TOO_FEW
   */
  read(kind: ServedKind, name: string, nonce: string, version?: number): Promise<readonly Uint8Array[]>;
  /**
   * All versions as the organisations of the client's trust root endorse them now, whatever the gateway says; none: there
   * is no such record, which is shown to those alone who may know it.
   * @throws TRUST_ROOT_NOT_PINNED, HISTORY_BROKEN, READ_…, ENDORSEMENT_TOO_FEW
   */
  verifiedVersions(kind: ServedKind, name: string): Promise<RecordHistory>;
  /**
   * Evidence of all versions of a record for strangers, verified under the client's trust root before it is given out.
   * @throws TRUST_ROOT_NOT_PINNED, HISTORY_BROKEN, READ_…, ENDORSEMENT_TOO_FEW
   */
  prove(kind: ServedKind, name: string): Promise<RecordProof>;
  /** The same of all entries of a collection. */
  proveCollection(name: string): Promise<RecordProof>;
  /**
   * Evidence for strangers of what a search found and what is known since; to whoever may read the search.
   * @throws TRUST_ROOT_NOT_PINNED, RECORD_UNKNOWN, SEARCH_…, HISTORY_BROKEN, READ_…, ENDORSEMENT_TOO_FEW
   */
  proveSearch(name: string): Promise<SearchProof>;
  /** New versions as they come, without end; goes on by itself after a lost connection. */
  events(options?: EventOptions): AsyncIterable<RecordEvent>;
}

export interface RecordClientOptions {
  readonly backOff?: BackOff | undefined;
  readonly trustRoot?: TrustRoot | undefined;
  /** @throws TRUST_ROOT_NOT_PINNED */
  readonly requireTrustRoot: () => TrustRoot;
}

export function newRecordClient(
  transport: Transport,
  { backOff, trustRoot, requireTrustRoot }: RecordClientOptions,
): RecordClient {
  const ask = async (path: string, query: Filters = {}): Promise<JsonObject> =>
    readJson(await transport(getRequest(path + formatQuery(query))));
  return {
    async get(kind, name, asOf) {
      const answer = await ask(pathOf(kind, name), asOf === undefined ? {} : { asOf });
      const visible = readVisible(kind, answer);
      if (visible.record.id !== name) throw invalid(`asked for ${name}, answered ${visible.record.id}`);
      return visible;
    },
    async list(kind, filters) {
      const answer = await ask(`/v1/${recordPaths[kind]}`, filters);
      const items = readList(answer, 'items').map((each) => readVisible(kind, each));
      return { items, ...nextOf(answer) };
    },
    versions: async (kind, name) =>
      (await allPages(ask, `${pathOf(kind, name)}/versions`, 'versions')).map(
        (each) => readRecord(each) as Records[typeof kind],
      ),
    collection: async (name) =>
      (await allPages(ask, `/v1/collections/${name}`, 'entries')).map((entry) => ({
        number: readCount(entry, 'number'),
        record: readString(entry, 'record'),
        version: readCount(entry, 'version'),
      })),
    async read(kind, name, nonce, version) {
      const query = { nonce, ...(version === undefined ? {} : { version }) };
      const reads = readsOf(await ask(`${pathOf(kind, name)}/read`, query));
      if (trustRoot !== undefined) for (const each of reads) verifyEndorsedRead(each, trustRoot, { nonce });
      return reads;
    },
    verifiedVersions: async (kind, name) => readVersions(ask, requireTrustRoot(), kind, name),
    prove: async (kind, name) => proveRecord(ask, requireTrustRoot(), kind, name),
    proveCollection: async (name) => proveCollection(ask, requireTrustRoot(), name),
    proveSearch: async (name) => proveSearch(ask, requireTrustRoot(), name),
    events: (options) =>
      followEvents(transport, { ...(backOff === undefined ? {} : { backOff }), ...options }),
  };
}

function pathOf(kind: ServedKind, name: string): string {
  return `/v1/${recordPaths[kind]}/${name.split('/').map(encodeURIComponent).join('/')}`;
}

function formatQuery(query: Filters): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) text.set(name, String(value));
  return text.size === 0 ? '' : `?${text.toString()}`;
}

async function allPages(
  ask: (path: string, query: Filters) => Promise<JsonObject>,
  path: string,
  member: string,
): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  for (let after: Filters = {}; ; ) {
    const answer = await ask(path, { ...after, limit: 200 });
    all.push(...readList(answer, member));
    const { next } = nextOf(answer);
    if (next === undefined) return all;
    after = { after: next };
  }
}

function nextOf(answer: JsonObject): { readonly next?: string } {
  return 'next' in answer ? { next: readString(answer, 'next') } : {};
}

function readList(answer: JsonObject, member: string): readonly JsonObject[] {
  const list = answer[member];
  if (!Array.isArray(list)) throw invalid(`${member} is no list`);
  return (list as readonly JsonValue[]).map((each) => readObject(each, member));
}

function readVisible<Kind extends ServedKind>(kind: Kind, answer: JsonObject): VisibleRecord<Kind> {
  const extent = readString(answer, 'extent');
  if (extent !== 'whole' && !(extent === 'public' && kind === 'certificate'))
    throw invalid(`unknown extent ${extent}`);
  const record = readRecord(readObject(answer['record'], 'record'));
  return { extent, record } as unknown as VisibleRecord<Kind>;
}

/** The members that all records have are checked; the rest is the ledger's form, which the contract has written. */
function readRecord(value: JsonObject): Records[ServedKind] {
  readString(value, 'id');
  readString(value, 'status');
  readCount(value, 'version');
  return value as unknown as Records[ServedKind];
}
