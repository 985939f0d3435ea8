import { QuanchengError } from '@quancheng/protocol';
import type { DeliveryContent } from './delivery-forms.js';

/** The use that a delivery answers. */
export interface DeliveredUse {
  /** Its name. */
  readonly id: string;
  /** Field codes that were asked for, sorted. */
  readonly fields: readonly string[];
  readonly consumer: string;
}

/**
 * Content fits its use: same ledger, use and recipient, exactly the fields that were asked for in their order, and a
 * manifest that says the same of each.
 * @throws DELIVERY_CONTEXT_MISMATCH, DELIVERY_FIELDS_MISMATCH, DELIVERY_MANIFEST_MISMATCH
 */
export function assertContent(content: DeliveryContent, ledger: string, use: DeliveredUse): void {
  const { manifest, fields, recipient } = content;
  for (const part of [content, manifest]) {
    if (part.ledger !== ledger) throw otherContext(`ledger ${part.ledger}`);
    if (part.use !== use.id) throw otherContext(`use ${part.use}`);
  }
  if (recipient !== use.consumer) throw otherContext(`recipient ${recipient}`);
  if (!isSameList(names(fields), use.fields)) {
    throw new QuanchengError('DELIVERY_FIELDS_MISMATCH', `it delivers ${names(fields).join(', ')}`);
  }
  if (!isSameList(names(manifest.fields), use.fields)) {
    throw badManifest(`it lists ${names(manifest.fields).join(', ')}`);
  }
  assertStates(content);
}

/** Only a returned field has a value, and what is not returned has a reason. */
function assertStates({ fields, manifest }: DeliveryContent): void {
  for (const [index, { field, state, reason }] of manifest.fields.entries()) {
    const isNull = fields[index]?.value === null;
    if (isNull === (state === 'returned')) throw badManifest(`${field} is not ${state}`);
    if (state !== 'returned' && reason === undefined) throw badManifest(`no reason why ${field} is ${state}`);
  }
}

function names(fields: readonly { readonly field: string }[]): readonly string[] {
  return fields.map(({ field }) => field);
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

function otherContext(detail: string): QuanchengError {
  return new QuanchengError('DELIVERY_CONTEXT_MISMATCH', `it is for ${detail}`);
}

function badManifest(detail: string): QuanchengError {
  return new QuanchengError('DELIVERY_MANIFEST_MISMATCH', detail);
}
