import type { ActionBodies, Use } from '@quancheng/domain';
import {
  canonicalize,
  decodeBase64,
  encodeHex,
  merkleRoot,
  QuanchengError,
  sha256,
  sm3,
} from '@quancheng/protocol';
import nacl from 'tweetnacl';
import type { PlainBody } from '../commands/plain-body.js';
import { assertContent } from './assert-content.js';
import { contentForm, parseDelivery, sealedForm, type DeliveryContent } from './delivery-forms.js';
import { sharedKey } from './encryption-key.js';
import { fieldLeaf, fieldLeaves } from './field-leaf.js';

/** What the recipient knows besides the sealed bytes. */
export interface OpeningContext {
  /** LedgerId. */
  readonly ledger: string;
  /** The use as the ledger has it, delivered. */
  readonly use: Pick<Use, 'id' | 'fields' | 'consumer' | 'delivery'>;
  /** The secret key of the encryption key that was announced. */
  readonly secretKey: Uint8Array;
}

/**
 * Opens a delivery by all the checks of docs/specs/delivery.md, the last of which recomputes the field root: the receipt
 * is signed for what was seen, and never for what the provider said.
 * @throws DELIVERY_MALFORMED, DELIVERY_CIPHERTEXT_MISMATCH, DELIVERY_CONTEXT_MISMATCH, DELIVERY_UNDECRYPTABLE,
 *   DELIVERY_FIELDS_MISMATCH, DELIVERY_MANIFEST_MISMATCH, FIELD_ROOT_MISMATCH, ENCRYPTION_KEY_INVALID
 */
export function openDelivery(
  sealed: Uint8Array,
  { ledger, use, secretKey }: OpeningContext,
): DeliveryContent {
  const { delivery } = use;
  if (delivery === undefined)
    throw new QuanchengError('DELIVERY_CONTEXT_MISMATCH', `${use.id} is not delivered`);
  if (!areDigestsOf(delivery.ciphertext, sealed)) {
    throw new QuanchengError('DELIVERY_CIPHERTEXT_MISMATCH', `of ${use.id}`);
  }
  const content = decrypt(sealed, ledger, use.id, secretKey);
  assertContent(content, ledger, use);
  if (content.fields.length !== delivery.count) {
    throw new QuanchengError('DELIVERY_FIELDS_MISMATCH', `the ledger counts ${delivery.count}`);
  }
  if (!areDigestsOf(delivery.manifest, canonicalize(content.manifest))) {
    throw new QuanchengError('DELIVERY_MANIFEST_MISMATCH', 'its digests are not those on the ledger');
  }
  if (fieldRootOf(content) !== delivery.fieldRoot) {
    throw new QuanchengError('FIELD_ROOT_MISMATCH', 'the fields lead to another root');
  }
  return content;
}

/** Body of `use.open`: the recipient's receipt. @param received Time, claimed */
export function newReceipt(content: DeliveryContent, received: string): PlainBody<ActionBodies['use.open']> {
  return { fieldRoot: fieldRootOf(content), received };
}

/** Root of the field tree, hex. */
export function fieldRootOf(content: DeliveryContent): string {
  return encodeHex(merkleRoot(fieldLeaves(content).map(fieldLeaf)));
}

function decrypt(sealed: Uint8Array, ledger: string, use: string, secretKey: Uint8Array): DeliveryContent {
  const outer = parseDelivery(sealedForm, sealed);
  if (outer.ledger !== ledger || outer.use !== use) {
    throw new QuanchengError('DELIVERY_CONTEXT_MISMATCH', `it is for ${outer.use} on ledger ${outer.ledger}`);
  }
  const key = sharedKey(outer.ephemeralKey, secretKey);
  const plaintext = nacl.box.open.after(decodeBase64(outer.box), decodeBase64(outer.nonce), key);
  if (plaintext === null) throw new QuanchengError('DELIVERY_UNDECRYPTABLE', `the delivery of ${use}`);
  return parseDelivery(contentForm, plaintext);
}

function areDigestsOf(
  digests: { readonly sha256: string; readonly sm3: string },
  bytes: Uint8Array,
): boolean {
  return digests.sha256 === encodeHex(sha256(bytes)) && digests.sm3 === encodeHex(sm3(bytes));
}
