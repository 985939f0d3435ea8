import { isMachineKind, versionKey } from '@quancheng/domain';
import type { LedgerEvent } from '@quancheng/ledger';
import { isJsonObject, type JsonObject, type JsonValue } from '@quancheng/protocol';
import { textMember } from '../json/text-member.js';
import type { RecordEvent } from './record-event.js';

/** Turns the contract's events, which must begin with the first of a block, into events of single records. */
export function newRecordEventReader(): (event: LedgerEvent) => readonly RecordEvent[] {
  let block = -1;
  let count = 0;
  return ({ name, blockNumber, transactionId, payload, writes }) => {
    if (Number(blockNumber) !== block) {
      block = Number(blockNumber);
      count = 0;
    }
    if (name !== 'commands') return [];
    const events: RecordEvent[] = [];
    for (const command of itemsOf(parseText(payload)).filter(isJsonObject)) {
      for (const change of itemsOf(command['records'])) {
        const record = recordOf(change, writes);
        if (record === undefined) continue;
        count += 1;
        const position = { block, number: count };
        events.push({
          position,
          transaction: transactionId,
          action: textMember(command, 'action'),
          ...record,
        });
      }
    }
    return events;
  };
}

function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

/** @param change a state key and the version that it got. A kind that this gateway doesn't know comes from a newer contract. */
function recordOf(
  change: JsonValue,
  writes: LedgerEvent['writes'],
): Pick<RecordEvent, 'kind' | 'name' | 'value' | 'canonical'> | undefined {
  const [key, version] = itemsOf(change);
  if (typeof key !== 'string' || typeof version !== 'number') return undefined;
  const kind = key.slice(0, key.indexOf('/'));
  if (!isMachineKind(kind)) return undefined;
  const name = key.slice(kind.length + 1);
  const found =
    valueOf(writes?.get(key), version) ?? valueOf(writes?.get(versionKey(kind, name, version)), version);
  if (found === undefined) throw new Error(`${key} got a version that its transaction did not write`);
  return { kind, name, ...found };
}

/** A version that a later command of the same transaction superseded stands under its own key. */
function valueOf(
  canonical: Uint8Array | undefined,
  version: number,
): Pick<RecordEvent, 'value' | 'canonical'> | undefined {
  if (canonical === undefined) return undefined;
  const value = parseText(canonical) as JsonObject;
  return value['version'] === version ? { value, canonical } : undefined;
}

/** Written by the contract, checked to be canonical by all endorsers: it is not judged again. */
function parseText({ buffer, byteOffset, byteLength }: Uint8Array): JsonValue {
  return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString('utf8')) as JsonValue;
}
