import { canonicalize, type ErrorCode, type JsonObject } from '@quancheng/protocol';
import { newTestConsortium } from '../../support/evidence/consortium.js';
import type { ReadParts } from '../../support/evidence/read-parts.js';

/** A change of a read, and the code with which it is refused. */
export type Attack = readonly [name: string, change: (parts: ReadParts) => void, code: ErrorCode];

export const consortium = newTestConsortium();
export const [first, second] = consortium.organisations as [
  (typeof consortium.organisations)[0],
  (typeof consortium.organisations)[0],
];
/** The one key that attacked reads ask for. */
export const KEY = `key/${'a'.repeat(64)}`;

export const changeResult = (change: JsonObject) => (parts: ReadParts) => {
  parts.result = { ...(parts.result as JsonObject), ...change };
};
export const request = (change: JsonObject) => (parts: ReadParts) => {
  parts.args[1] = canonicalize({ keys: [KEY], nonce: '00'.repeat(16), ...change });
};
