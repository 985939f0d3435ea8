import { objectOf, optional } from '../form/composite-forms.js';
import { readForm, restrict, type Form, type Mismatch } from '../form/form.js';
import type { LedgerId } from '../form/identifiers.js';
import {
  countForm,
  digestForm,
  integerForm,
  ledgerIdForm,
  oneOf,
  originForm,
  timeForm,
} from '../form/value-forms.js';
import { canonicalize, parseCanonical } from '../json/canonical-json.js';
import { MAXIMUM_BATCH_SIZE } from '../statements/batch.js';

/**
 * What the submitter of a record gets: the log's word that the entries are on disk at these indexes and will be
 * covered by an anchored checkpoint in time (docs/specs/log.md). Payload of an envelope signed by the log's key.
 */
export interface LogPromise {
  readonly schema: 'quancheng/promise/v1';
  readonly audience: LedgerId;
  readonly origin: string;
  /** Index of the (first) entry. */
  readonly first: number;
  /** Number of entries: 1, or the batch's size. */
  readonly size: number;
  readonly received: string;
  /** An anchored checkpoint covers the entries by then. */
  readonly includedBy: string;
  /** For a single record: hex leaf hash of its entry. */
  readonly leaf?: string;
  /** For a batch: envelope digest and root, hex. */
  readonly batch?: { readonly envelope: string; readonly root: string };
}

const members: Form<LogPromise> = objectOf({
  schema: oneOf('quancheng/promise/v1'),
  audience: ledgerIdForm,
  origin: originForm,
  first: countForm,
  size: integerForm(1, MAXIMUM_BATCH_SIZE),
  received: timeForm,
  includedBy: timeForm,
  leaf: optional(digestForm),
  batch: optional(objectOf({ envelope: digestForm, root: digestForm })),
});

const promiseForm = restrict(members, promiseMismatch);

/** @throws JSON_…, NUMBER_NOT_INTEGER, STATEMENT_INVALID */
export function parsePromise(payload: Uint8Array): LogPromise {
  return readForm(promiseForm, parseCanonical(payload), 'STATEMENT_INVALID');
}

/** The promise's canonical bytes, to be signed. */
export function formatPromise(promise: LogPromise): Uint8Array {
  const { batch, ...rest } = promise;
  return canonicalize(batch === undefined ? rest : { ...rest, batch: { ...batch } });
}

function promiseMismatch({
  leaf,
  batch,
  size,
  first,
  received,
  includedBy,
}: LogPromise): Mismatch | undefined {
  if ((leaf === undefined) === (batch === undefined)) return { path: '', expected: 'either leaf or batch' };
  if (leaf !== undefined && size !== 1) return { path: '/size', expected: '1 for a single record' };
  if (!Number.isSafeInteger(first + size)) return { path: '/first', expected: 'a smaller index' };
  // Times of this form sort as their text does.
  if (includedBy < received) return { path: '/includedBy', expected: 'a time not before received' };
  return undefined;
}
