import { tickSlot } from '../ticks/tick.js';
import type { Change } from './records.js';

/** State keys (docs/specs/ledger.md). Numbers are decimal, padded so that byte order is numeric order. */
export const LEDGER_KEY = 'ledger';

/** Digits of 2^53 − 1. */
const NUMBER_WIDTH = 16;

export const tickKey = (slot: number): string => `tick/${slot}`;
export const participantKey = (id: string): string => `participant/${id}`;
export const keyKey = (keyId: string): string => `key/${keyId}`;
export const revocationKey = (keyId: string): string => `revocation/${keyId}`;
export const compromiseKey = (keyId: string): string => `compromise/${keyId}`;
export const logKey = (origin: string): string => `log/${origin}`;
export const anchorKey = (origin: string, size: number): string =>
  `anchor/${origin}/${formatKeyNumber(size)}`;
export const commandKey = (participant: string, id: string): string => `command/${participant}/${id}`;

/** A record's present version. */
export const recordKey = (kind: string, name: string): string => `${kind}/${name}`;
export const versionKey = (kind: string, name: string, version: number): string =>
  `version/${kind}/${name}/${formatKeyNumber(version)}`;
export const collectionKey = (name: string): string => `collection/${name}`;
export const entryKey = (collection: string, number: number): string =>
  `entry/${collection}/${formatKeyNumber(number)}`;

/** A count as it stands in a state key. */
export function formatKeyNumber(number: number): string {
  return number.toString().padStart(NUMBER_WIDTH, '0');
}

/** The state key under which a changed record is stored. */
export function stateKeyOf(change: Change): string {
  switch (change.kind) {
    case 'ledger':
      return LEDGER_KEY;
    case 'tick':
      return tickKey(tickSlot(change.value.number));
    case 'participant':
      return participantKey(change.value.id);
    case 'key':
      return keyKey(change.value.key);
    case 'revocation':
      return revocationKey(change.value.key);
    case 'compromise':
      return compromiseKey(change.value.key);
    case 'log':
      return logKey(change.value.origin);
    case 'anchor':
      return anchorKey(change.value.origin, change.value.size);
    case 'collection':
      return collectionKey(change.value.name);
    case 'entry':
      return entryKey(change.value.collection, change.value.number);
    default:
      return recordKey(change.kind, change.value.id);
  }
}
