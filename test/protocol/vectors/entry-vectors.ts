import { encodeUtf8, formatCanonical, leafHash, type ErrorCode, type JsonObject } from '@quancheng/protocol';
import { LEDGER } from '../support/statements.js';
import { hex, type VectorFile } from './vector-file.js';

/** A log entry or a promise, by its schema. */
export interface EntryCase {
  readonly name: string;
  readonly text: string;
  readonly leafHash?: string;
  readonly code?: ErrorCode;
}

const entry: JsonObject = {
  schema: 'quancheng/entry/v1',
  kind: 'document',
  sha256: '01'.repeat(32),
  sm3: '02'.repeat(32),
  envelope: '03'.repeat(32),
  received: '2026-11-23T08:00:01.234Z',
};

const promise: JsonObject = {
  schema: 'quancheng/promise/v1',
  audience: LEDGER,
  origin: 'log.example/evidence',
  first: 7,
  size: 1,
  received: '2026-11-23T08:00:01.234Z',
  includedBy: '2026-11-23T09:00:01.234Z',
  leaf: '04'.repeat(32),
};
const { leaf, ...common } = promise;
const batch = { envelope: '05'.repeat(32), root: '06'.repeat(32) };

export const entryVectors: VectorFile = {
  description:
    'Log entries and promises (docs/specs/log.md): which are well formed, and an entry’s leaf hash.',
  fields: { text: 'canonical JSON', leafHash: 'hex', code: 'error; absent where the text is accepted' },
  cases: [
    { ...accepted('entry', entry), ...leafOf(entry) },
    {
      ...accepted('entry of a batch member', { ...entry, member: 9999 }),
      ...leafOf({ ...entry, member: 9999 }),
    },
    refused('entry with a member index of 10,000', { ...entry, member: 10_000 }),
    refused('entry of an unknown kind', { ...entry, kind: 'batch' }),
    refused('entry with a signer', { ...entry, signer: 'x' }),
    accepted('promise for a record', promise),
    accepted('promise for a batch', { ...common, size: 10_000, batch }),
    refused('promise with leaf and batch', { ...promise, batch }),
    refused('promise with neither', common),
    refused('promise of two entries for one leaf', { ...common, size: 2, leaf: leaf ?? '' }),
    refused('promise due before it was received', { ...promise, includedBy: '2026-11-23T08:00:01.233Z' }),
  ] satisfies readonly EntryCase[],
};

function accepted(name: string, value: JsonObject): EntryCase {
  return { name, text: formatCanonical(value) };
}

function refused(name: string, value: JsonObject): EntryCase {
  return { name, text: formatCanonical(value), code: 'STATEMENT_INVALID' };
}

function leafOf(value: JsonObject): { readonly leafHash: string } {
  return { leafHash: hex(leafHash(encodeUtf8(formatCanonical(value)))) };
}
