import { collectionKey, entryKey, recordKey, versionKey } from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import { QuanchengError, type JsonObject } from '@quancheng/protocol';
import { textMember } from '../json/text-member.js';
import { readWithTicks } from './state-pages.js';

type Source = Pick<Ledger, 'read' | 'endorsedRead'>;
type Values = ReadonlyMap<string, JsonObject | null>;

/** State keys in one read without the ticks. */
const MOST_KEYS = 61;
const ATTEMPTS = 5;

/**
 * Endorsed reads of a search, of its certificate from the searched version on, and of all that lies on that, with every
 * version: what the verifier's verifySearch takes. All pages show the same heads; what is written while they are read makes them begin again.
 * @throws RECORD_UNKNOWN, LEDGER_CONFLICT if the heads never held still, NETWORK_UNAVAILABLE
 */
export async function readSearch(
  ledger: Source,
  name: string,
  nonce: string | undefined,
): Promise<readonly Uint8Array[]> {
  const key = recordKey('search', name);
  const search = (await readAll(ledger, [key])).get(key) ?? null;
  if (search === null) throw new QuanchengError('RECORD_UNKNOWN', `no search ${name}`);
  const certificate = textMember(search, 'certificate');
  const searched = Number(search['certificateVersion']);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const plan = await planReads(ledger, certificate, searched);
    const reads = await endorse(ledger, plan, [key, ...plan.items], nonce);
    if (reads !== undefined) return reads;
  }
  throw new QuanchengError('LEDGER_CONFLICT', `${certificate} changes faster than it can be read`);
}

/** What is to be read, going by the heads as they were. */
interface Plan {
  /** The certificate and the collections’ heads, which every page repeats. */
  readonly heads: Values;
  readonly items: readonly string[];
}

async function planReads(ledger: Source, certificate: string, searched: number): Promise<Plan> {
  const own = recordKey('certificate', certificate);
  const names = [`pledges/${certificate}`, `holds/${certificate}`];
  const heads = await readAll(ledger, [own, ...names.map(collectionKey)]);
  const entryKeys = names.flatMap((name) =>
    numbered(heads.get(collectionKey(name)), 'count', (number) => entryKey(name, number)),
  );
  const entries = await readAll(ledger, entryKeys);
  const keys = [...new Set([...entries.values()].map((entry) => textMember(entry ?? {}, 'record')))];
  const records = await readAll(ledger, keys);
  const past = [
    ...pastVersions(own, heads.get(own)).slice(searched - 1),
    ...[...records].flatMap(([key, value]) => pastVersions(key, value)),
  ];
  return { heads, items: [...entryKeys, ...keys, ...past] };
}

/** Keys of the versions before a record's newest. */
function pastVersions(key: string, value: JsonObject | null | undefined): readonly string[] {
  const separator = key.indexOf('/');
  const kind = key.slice(0, separator);
  return numbered(value, 'version', (number) => versionKey(kind, key.slice(separator + 1), number)).slice(
    0,
    -1,
  );
}

function numbered(
  value: JsonObject | null | undefined,
  member: string,
  keyOf: (number: number) => string,
): readonly string[] {
  const count = Number(value?.[member] ?? 0);
  return Array.from({ length: count }, (_, index) => keyOf(index + 1));
}

async function readAll(ledger: Pick<Ledger, 'read'>, keys: readonly string[]): Promise<Values> {
  const values = new Map<string, JsonObject | null>();
  for (let done = 0; done < keys.length; done += MOST_KEYS) {
    const answers = await ledger.read(keys.slice(done, done + MOST_KEYS));
    for (const [key, value] of answers.values) values.set(key, value);
  }
  return values;
}

/** undefined if the heads have changed. */
async function endorse(
  ledger: Pick<Ledger, 'endorsedRead'>,
  { heads }: Plan,
  items: readonly string[],
  nonce: string | undefined,
): Promise<readonly Uint8Array[] | undefined> {
  const reads: Uint8Array[] = [];
  const size = MOST_KEYS - heads.size;
  for (let done = 0; done < items.length; done += size) {
    const page = items.slice(done, done + size);
    const { payload, answers } = await readWithTicks(ledger, [...heads.keys(), ...page], nonce);
    const isSame = [...heads].every(
      ([key, value]) => JSON.stringify(answers.values.get(key) ?? null) === JSON.stringify(value),
    );
    if (!isSame) return undefined;
    reads.push(payload);
  }
  return reads;
}
