import { isMachineKind } from '@quancheng/domain';
import type { LedgerEvent } from '@quancheng/ledger';
import { isJsonObject, type JsonObject, type JsonValue } from '@quancheng/protocol';
import { textMember } from '../json/text-member.js';
import type { RecordEvent } from './record-event.js';

/** Turns the contract's events, which must begin with the first of a block, into events of single records. */
export function newRecordEventReader(): (event: LedgerEvent) => readonly RecordEvent[] {
  let block = -1;
  let count = 0;
  return ({ name, blockNumber, transactionId, payload }) => {
    if (Number(blockNumber) !== block) {
      block = Number(blockNumber);
      count = 0;
    }
    if (name !== 'commands') return [];
    // Every endorser has checked that this is canonical; it is not judged again.
    const commands = JSON.parse(Buffer.from(payload).toString('utf8')) as JsonValue;
    return objectsIn(commands).flatMap((command) =>
      objectsIn(command['records'] ?? []).flatMap(({ key, value }) => {
        const record = recordOf(key, value);
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
  key: JsonValue | undefined,
  value: JsonValue | undefined,
): Pick<RecordEvent, 'kind' | 'name' | 'value'> | undefined {
  if (typeof key !== 'string' || value === undefined || !isJsonObject(value)) return undefined;
  const kind = key.slice(0, key.indexOf('/'));
  return isMachineKind(kind) ? { kind, name: key.slice(kind.length + 1), value } : undefined;
}
