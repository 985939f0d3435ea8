import type { dueTables, DueNature } from '@quancheng/domain';
import type { BilingualText, JsonObject, JsonValue } from '@quancheng/protocol';
import { getRequest } from '../client/gateway-requests.js';
import { invalid, readJson, readObject, readString, readStrings } from '../client/read-answer.js';
import type { Transport } from '../client/transport.js';
import type { Page } from './record-client.js';

/** A kind of record of which something can be due. */
export type DueKind = keyof typeof dueTables;

/** A date in the calendar, as the gateway's projection shows it; what it follows from is the record. */
export interface DueDate {
  readonly kind: string;
  /** The record's name. */
  readonly name: string;
  /** For example `acceptance`; docs/specs/records.md lists them. */
  readonly what: string;
  readonly nature: DueNature;
  readonly title: BilingualText;
  /** Time. */
  readonly time: string;
  /** Whether the ledger's time has come so far: a deadline is overdue. */
  readonly reached: boolean;
  /** Participants who are to act, or whom it concerns. */
  readonly whose: readonly string[];
  /** The record as the reader may see it. */
  readonly record: JsonObject;
}

export interface DueFilters {
  readonly kind?: DueKind;
  /** In whose calendar it stands. */
  readonly participant?: string;
  /** Times, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly after?: string;
  /** 1 to 200 */
  readonly limit?: number;
}

/** What lapses, ends or is overdue: the dates of records that the client's reader may see, the earliest first. */
export interface DueClient {
  /** One page. @throws REQUEST_MALFORMED, and the codes of the reader's signature */
  list(filters?: DueFilters): Promise<Page<DueDate>>;
  /** All pages, one after the other. */
  all(filters?: Omit<DueFilters, 'after'>): AsyncIterable<DueDate>;
}

const natures: readonly DueNature[] = ['deadline', 'end', 'opening'];

export function newDueClient(transport: Transport): DueClient {
  const list = async (filters: DueFilters = {}): Promise<Page<DueDate>> => {
    const words = Object.entries(filters).map(([name, value]) => [name, String(value)] as [string, string]);
    const text = new URLSearchParams(words).toString();
    const answer = await readJson(await transport(getRequest(`/v1/due${text === '' ? '' : `?${text}`}`)));
    const items = answer['items'];
    if (!Array.isArray(items)) throw invalid('items is no list');
    return {
      items: (items as readonly JsonValue[]).map((each) => readDue(readObject(each, 'items'))),
      ...('next' in answer ? { next: readString(answer, 'next') } : {}),
    };
  };
  return {
    list,
    async *all(filters = {}) {
      for (let after: Pick<DueFilters, 'after'> = {}; ; ) {
        const page = await list({ limit: 200, ...filters, ...after });
        yield* page.items;
        if (page.next === undefined) return;
        after = { after: page.next };
      }
    },
  };
}

function readDue(answer: JsonObject): DueDate {
  const nature = natures.find((each) => each === answer['nature']);
  const { reached } = answer;
  if (nature === undefined || typeof reached !== 'boolean') throw invalid('a date without nature or reached');
  const title = readObject(answer['title'], 'title');
  return {
    kind: readString(answer, 'kind'),
    name: readString(answer, 'name'),
    what: readString(answer, 'what'),
    nature,
    title: { en: readString(title, 'en'), zh: readString(title, 'zh') },
    time: readString(answer, 'time'),
    reached,
    whose: readStrings(answer, 'whose'),
    record: readObject(answer['record'], 'record'),
  };
}
