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
    // Every endorser has checked that this is canonical; it is not judged again.
    const commands = JSON.parse(Buffer.from(payload).toString('utf8')) as JsonValue;
    return objectsIn(commands).flatMap((command) =>
      objectsIn(command['records'] ?? []).flatMap((change) => {
        const record = recordOf(change, writes);
        if (record === undefined) return [];
        count += 1;
        const position = { block, number: count };
        return [{ position, transaction: transactionId, action: textMember(command, 'action'), ...record }];
      }),
    );
  };
}

function objectsIn(value: JsonValue): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isJsonObject) : [];
}

/** A kind that this gateway doesn't know comes from a newer contract. */
function recordOf(
  { key, version }: JsonObject,
  writes: LedgerEvent['writes'],
): Pick<RecordEvent, 'kind' | 'name' | 'value'> | undefined {
  if (typeof key !== 'string' || typeof version !== 'number') return undefined;
  const kind = key.slice(0, key.indexOf('/'));
  if (!isMachineKind(kind)) return undefined;
  const name = key.slice(kind.length + 1);
  // A version that a later command of the same transaction superseded stands under its own key.
  const bytes = writes?.get(versionKey(kind, name, version)) ?? writes?.get(key);
  if (bytes === undefined) throw new Error(`${key} got a version that its transaction did not write`);
  // Written by the contract, checked by all endorsers.
  const { buffer, byteOffset, byteLength } = bytes;
  const value = JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString('utf8')) as JsonObject;
  return { kind, name, value };
}
