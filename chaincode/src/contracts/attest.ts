import { isStateKey, TICK_SLOTS, type Tick } from '@quancheng/domain';
import {
  encodeUtf8,
  formatCanonical,
  isJsonObject,
  parseCanonical,
  type JsonValue,
} from '@quancheng/protocol';
import type { LedgerStore } from '../ledger/ledger-store';
import { invalid } from './arguments';
import { requireLedger } from './hold-ledger';
import type { QuanchengContext } from './quancheng-context';

const SCHEMA = 'quancheng/endorsed-read/v1';
const MAXIMUM_KEYS = 64;
const NONCE = /^[0-9a-f]{32,64}$/;

/**
 * Answers what the ledger holds under the requested keys, absence included, in a payload that says everything a
 * verifier compares with headers and trust root. Writes nothing and sets no event.
 */
export async function attest(context: QuanchengContext, request: string): Promise<string> {
  const { store, transaction } = context;
  const { nonce, keys } = parseRequest(request);
  const { ledger, chaincode, stateVersion } = await requireLedger(store);
  const tick = await newestTick(store);
  const answers: JsonValue[] = [];
  for (const key of keys) answers.push({ key, value: (await store.value(key)) ?? null });
  return formatCanonical({
    answers,
    arguments: [request],
    chaincode,
    channel: transaction.channel,
    function: 'attest',
    ledger,
    nonce,
    schema: SCHEMA,
    stateVersion,
    tick: { ...tick },
    time: transaction.time,
    transaction: transaction.id,
  });
}

interface AttestRequest {
  readonly nonce: string;
  readonly keys: readonly string[];
}

/** @throws ARGUMENT_INVALID, JSON_… */
function parseRequest(text: string): AttestRequest {
  const request = parseCanonical(encodeUtf8(text));
  if (!isJsonObject(request) || Object.keys(request).join() !== 'keys,nonce') {
    throw invalid('request', 'is not an object of keys and nonce');
  }
  const { nonce, keys } = request;
  if (typeof nonce !== 'string' || !NONCE.test(nonce)) throw invalid('nonce', 'is not 32 to 64 hex digits');
  return { nonce, keys: parseKeys(keys) };
}

function parseKeys(value: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(value)) throw invalid('keys', 'is not a list');
  const items = value as readonly JsonValue[];
  if (items.length < 1 || items.length > MAXIMUM_KEYS)
    throw invalid('keys', `has not 1 to ${MAXIMUM_KEYS} items`);
  const keys = items.map((item) => {
    if (typeof item !== 'string' || !isStateKey(item))
      throw invalid('keys', 'has an item that is no state key');
    return item;
  });
  // State keys are ASCII, so the order of strings is that of their bytes.
  if (keys.some((key, index) => index > 0 && key <= (keys[index - 1] ?? ''))) {
    throw invalid('keys', 'is not in byte order without repetition');
  }
  return keys;
}

async function newestTick(store: LedgerStore): Promise<Tick> {
  const ticks: Tick[] = [];
  for (let slot = 0; slot < TICK_SLOTS; slot += 1) {
    const tick = await store.tick(slot);
    if (tick !== undefined) ticks.push(tick);
  }
  return ticks.reduce((newest, tick) => (tick.number > newest.number ? tick : newest));
}
